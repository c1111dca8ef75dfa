// SPDX-License-Identifier: MIT
#include "cli/post_options.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/usage.hpp"
#include "net/url.hpp"
#include "text/language.hpp"
#include "text/placeholders.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_text = 1u << 20;  // bytes; no platform takes more

Error wrong(std::string message, std::string hint) {
  return Error{.fault = Fault::usage, .message = std::move(message), .hint = std::move(hint)};
}

/// "name=value" of --for and --set.
Result<std::pair<std::string, std::string>> pair_of(const std::string& text, const char* option) {
  const auto at = text.find('=');
  if (at == std::string::npos || at == 0) {
    return wrong(tr("{} wants a name and a value: {}", option, text), tr("write it as {} name=value", option));
  }
  return std::pair{text.substr(0, at), text.substr(at + 1)};
}

Result<std::string> file_text(Env& env, const std::string& file) {
  if (file == "-") return env.streams.all(longest_text);
  auto source = env.world.disk->open(file, /*follow=*/true);
  if (!source.ok()) return std::move(source).error();
  if ((*source)->size() > longest_text) return wrong(tr("{} is too large to be a post", file), tr("a text may have {} bytes", longest_text));
  std::string text((*source)->size(), '\0');
  std::size_t have = 0;
  while (have < text.size()) {
    TRY(const std::size_t got, (*source)->read(text.data() + have, text.size() - have));
    if (got == 0) break;
    have += got;
  }
  text.resize(have);
  return text;
}

/// One line break at the end of a file or of echo's output is no part of the text.
std::string without_last_break(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  if (text.ends_with('\r')) text.pop_back();
  return text;
}

/// The text as it was given, in the order argument, --text-file, stdin.
Result<std::string> given_text(Env& env, const PostOptions& options, Stdin from_stdin) {
  if (options.text && !options.text_file.empty()) {
    return wrong(tr("there are two texts: as an argument and in --text-file"), tr("give one of them"));
  }
  if (options.text) return *options.text;
  if (!options.text_file.empty()) {
    TRY(auto text, file_text(env, options.text_file));
    return without_last_break(std::move(text));
  }
  const bool enough = !options.text_template.empty() || !options.media.empty() || !options.attached.empty() || options.editor;
  if (from_stdin == Stdin::yes && !env.streams.in_is_terminal && !enough) {
    TRY(auto text, env.streams.all(longest_text));
    return without_last_break(std::move(text));
  }
  return std::string();
}

Result<std::string> filled_template(Env& env, Desk& desk, const PostOptions& options, const std::string& text) {
  TRY(const auto form, desk.store.text_template(options.text_template));
  std::map<std::string, std::string> values;
  if (!text.empty()) values["text"] = text;
  if (!options.link.empty()) values["link"] = options.link;
  if (!options.title.empty()) values["title"] = options.title;
  if (!options.campaign.empty()) values["campaign"] = options.campaign;
  values["date"] = env.human_time(env.world.clock->now());
  for (const auto& setting : options.set) {
    TRY(auto value, pair_of(setting, "--set"));
    values[value.first] = value.second;
  }
  auto filled = fill(without_last_break(form), values);
  if (!filled.ok()) filled.error().where = options.text_template;
  return filled;
}

Result<std::optional<Focus>> focus_of(const std::string& text) {
  if (text.empty()) return std::optional<Focus>{};
  const auto parts = split(text, ',');
  const auto x = parts.size() == 2 ? to_number(parts[0]) : std::nullopt, y = parts.size() == 2 ? to_number(parts[1]) : std::nullopt;
  if (!x || !y || *x < -1 || *x > 1 || *y < -1 || *y > 1) {
    return wrong(tr("“{}” is no focus point", text), tr("write it as --focus x,y with numbers from -1 to 1; 0,0 is the middle"));
  }
  return std::optional<Focus>(Focus{.x = *x, .y = *y});
}

Result<std::optional<Poll>> poll_of(Env& env, const PostOptions& options) {
  if (options.poll.empty()) return std::optional<Poll>{};
  Poll poll{.multiple = options.poll_multiple, .hide_totals = options.poll_hide_totals};
  for (const auto& option : split(options.poll, '|')) poll.options.emplace_back(trimmed(option));
  if (!options.poll_ends.empty()) {
    auto duration = parse_duration(options.poll_ends);
    if (duration.ok()) {
      poll.open_for = *duration;
    } else {
      const auto now = env.world.clock->now();
      TRY(const auto due, parse_when(options.poll_ends, WhenContext{.now = now, .zone = env.zone(), .lang = env.globals.lang}));
      poll.open_for = std::chrono::duration_cast<std::chrono::seconds>(due.at - now);
    }
    if (poll.open_for.count() <= 0) return wrong(tr("the poll would end in the past"), tr("write it as --poll-ends +1d"));
  }
  return std::optional<Poll>(std::move(poll));
}

Result<std::optional<Link>> link_of(const PostOptions& options) {
  if (options.link.empty()) return std::optional<Link>{};
  const auto url = parse_url(options.link);
  if (!url.ok()) return wrong(tr("“{}” is no web address", options.link), tr("write it as --link https://…"));
  return std::optional<Link>(Link{.url = options.link});
}

std::vector<MediaOption> media_of(const PostOptions& options) {
  std::vector<MediaOption> media = options.attached;
  if (!media.empty()) return media;
  for (std::size_t i = 0; i < options.media.size(); ++i) {  // from the environment or settings: by their place
    media.push_back({.file = options.media[i],
                     .alt = i < options.alt.size() ? options.alt[i] : "",
                     .focus = i < options.focus.size() ? options.focus[i] : ""});
  }
  return media;
}

/// --alt and --focus belong to the --media before them.
void pair_media(const CLI::App& app, const CLI::Option* media, const CLI::Option* alt, const CLI::Option* focus, PostOptions& options) {
  std::size_t media_seen = 0, alt_seen = 0, focus_seen = 0;
  for (const CLI::Option* option : app.parse_order()) {
    if (option == media && media_seen < options.media.size()) options.attached.push_back({.file = options.media[media_seen++]});
    if (option == alt && alt_seen < options.alt.size()) {
      if (options.attached.empty()) throw CLI::ValidationError("--alt", own_message(tr("it stands before any --media; write it behind its picture")));
      options.attached.back().alt = options.alt[alt_seen++];
    }
    if (option == focus && focus_seen < options.focus.size() && !options.attached.empty()) {
      options.attached.back().focus = options.focus[focus_seen++];
    }
  }
}

}  // namespace

void add_post_options(CLI::App& app, PostOptions& o) {
  offers(app.add_option("--to", o.to, tr("accounts: @name, #tag or @all, separated by commas"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  offers(app.add_option("--text-file", o.text_file, tr("read the text from this file; - is stdin"))->type_name(tr("FILE")), Offer::files);
  app.add_option("--title", o.title, tr("a title, where the platform has one"))->type_name(tr("TEXT"));
  auto* media = offers(app.add_option("--media", o.media, tr("attach a picture, video or sound"))->type_name(tr("FILE")), Offer::files);
  auto* alt = app.add_option("--alt", o.alt, tr("alternative text of the --media before it"))->type_name(tr("TEXT"));
  auto* focus = app.add_option("--focus", o.focus, tr("the point of the --media before it that stays visible when it is cropped: x,y from -1 to 1"))->type_name("X,Y");
  app.add_option("--link", o.link, tr("a page to show as a card"))->type_name(tr("URL"));
  app.add_flag("--no-card", o.no_card, tr("do not read the linked page for a preview card"));
  app.add_option("--for", o.instead, tr("another text for a platform or an account: bluesky=TEXT or @name=TEXT"))->type_name(tr("NAME=TEXT"));
  app.add_flag("--thread", o.thread, tr("split too long a text into a thread, at paragraphs, sentences, words"));
  app.add_flag("--numbered", o.numbered, tr("number the parts of a thread (1/3)"));
  app.add_option("--split", o.split, tr("split the text into a thread at this delimiter"))->type_name(tr("DELIMITER"));
  app.add_option("--first-comment", o.first_comment, tr("a first reply of our own below the post"))->type_name(tr("TEXT"));
  app.add_option("--reply-to", o.reply_to, tr("answer this post: an id of ours or its address"))->type_name(tr("ID|URL"));
  app.add_option("--quote", o.quote, tr("quote this post: an id of ours or its address"))->type_name(tr("ID|URL"));
  app.add_option("--warning", o.warning, tr("content warning, shown before the text"))->type_name(tr("TEXT"));
  offers(app.add_option("--language", o.language, tr("language of the text, such as fr or fr-CA"))->type_name(tr("LANGUAGE")), Offer::languages);
  one_of(app.add_option("--visibility", o.visibility, tr("who sees it: public, unlisted, followers, direct")),
         {"public", "unlisted", "followers", "direct"});
  app.add_option("--poll", o.poll, tr("a poll's answers, separated by |"))->type_name("A|B|C");
  app.add_option("--poll-ends", o.poll_ends, tr("when the poll ends, such as +1d or tomorrow 18:00"))->type_name(tr("WHEN"));
  app.add_flag("--poll-multiple", o.poll_multiple, tr("more than one answer may be chosen"));
  app.add_flag("--poll-hide-totals", o.poll_hide_totals, tr("hide the counts until the poll ends"));
  app.add_option("--campaign", o.campaign, tr("the campaign that it belongs to"))->type_name(tr("NAME"));
  app.add_flag("--utm", o.utm, tr("add utm_source, utm_medium and utm_campaign to links"));
  app.add_option("--template", o.text_template, tr("fill the template of this name in the workspace"))->type_name(tr("NAME"));
  app.add_option("--set", o.set, tr("a value for the template: name=value"))->type_name(tr("NAME=VALUE"));
  app.add_option("--sponsored", o.sponsored, tr("paid by this brand: the legal mention is added"))->type_name(tr("BRAND"));
  app.add_option("--tag", o.tags, tr("a tag, where the platform has its own"))->type_name(tr("TAG"));
  app.add_option("--category", o.categories, tr("a category (WordPress)"))->type_name(tr("NAME"));
  app.add_option("--excerpt", o.excerpt, tr("a summary (WordPress, site)"))->type_name(tr("TEXT"));
  app.add_option("--slug", o.slug, tr("the last part of the page's address (WordPress, site)"))->type_name(tr("NAME"));
  one_of(app.add_option("--status", o.status, tr("of the page (WordPress): publish, draft, pending, private")), {"publish", "draft", "pending", "private"});
  app.add_flag("--strict", o.strict, tr("remarks on the post refuse it"));
  app.add_flag("--shrink", o.shrink, tr("make pictures smaller where they are too large for a platform"));
  app.add_flag("--keep-location", o.keep_location, tr("leave the place where a picture was taken in it"));
  app.add_flag("--editor", o.editor, tr("write the text in $VISUAL or $EDITOR"));
  app.add_option("--key", o.key, tr("a name for this post: the same key never posts twice"))->type_name(tr("KEY"));
  app.add_flag("--draft", o.draft, tr("keep it as a draft, send nothing"));
  app.parse_complete_callback([&app, &o, media, alt, focus] { pair_media(app, media, alt, focus, o); });
}

Result<PostOptions> post_options_of(const Json& line) {
  if (!line.is_object()) return wrong(tr("a line of the batch must be a JSON object"), tr("such as {}", R"({"to":"@atelier","text":"Bonjour"})"));
  PostOptions o;
  const std::map<std::string_view, std::string*> texts{
      {"text_file", &o.text_file}, {"title", &o.title}, {"link", &o.link}, {"first_comment", &o.first_comment}, {"reply_to", &o.reply_to},
      {"quote", &o.quote}, {"warning", &o.warning}, {"language", &o.language}, {"visibility", &o.visibility}, {"poll_ends", &o.poll_ends},
      {"campaign", &o.campaign}, {"sponsored", &o.sponsored}, {"key", &o.key}, {"split", &o.split}, {"template", &o.text_template},
      {"excerpt", &o.excerpt}, {"slug", &o.slug}, {"status", &o.status}};
  const std::map<std::string_view, bool*> flags{
      {"thread", &o.thread}, {"numbered", &o.numbered}, {"utm", &o.utm}, {"strict", &o.strict}, {"shrink", &o.shrink}, {"draft", &o.draft},
      {"poll_multiple", &o.poll_multiple}, {"poll_hide_totals", &o.poll_hide_totals}, {"keep_location", &o.keep_location}, {"no_card", &o.no_card}};
  const std::map<std::string_view, std::vector<std::string>*> lists{{"to", &o.to}, {"tag", &o.tags}, {"category", &o.categories}};
  const std::map<std::string_view, std::vector<std::string>*> maps{{"for", &o.instead}, {"set", &o.set}};
  for (const auto& [written, value] : line.members()) {
    const std::string key = replaced(written, "-", "_");
    if (value.is_null()) continue;
    const auto wrong_type = [&written = written] { return wrong(tr("the key “{}” has a value of the wrong type", written), tr("see cmtool help post, under --batch")); };
    if (const auto text = texts.find(key); text != texts.end()) {
      if (!value.is_string()) return wrong_type();
      *text->second = value.string_or();
    } else if (const auto flag = flags.find(key); flag != flags.end()) {
      if (!value.is_bool()) return wrong_type();
      *flag->second = value.bool_or(false);
    } else if (const auto list = lists.find(key); list != lists.end()) {
      if (value.is_string()) list->second->push_back(value.string_or());
      else if (value.is_array() && value.string_items().size() == value.items().size()) *list->second = value.string_items();
      else return wrong_type();
    } else if (const auto map = maps.find(key); map != maps.end()) {
      if (!value.is_object()) return wrong_type();
      for (const auto& [name, said] : value.members()) {
        if (!said.is_string()) return wrong_type();
        map->second->push_back(name + "=" + said.string_or());
      }
    } else if (key == "text") {
      if (!value.is_string()) return wrong_type();
      o.text = value.string_or();
    } else if (key == "poll") {
      if (value.is_string()) o.poll = value.string_or();
      else if (value.is_array() && value.string_items().size() == value.items().size()) o.poll = joined(value.string_items(), "|");
      else return wrong_type();
    } else if (key == "media") {
      for (const auto& item : value.is_array() ? value.items() : Json::Array{value}) {
        if (item.is_string()) o.attached.push_back({.file = item.string_or()});
        else if (item["file"].is_string()) o.attached.push_back({item["file"].string_or(), item["alt"].string_or(), item["focus"].string_or()});
        else return wrong_type();
      }
    } else {
      return wrong(tr("the key “{}” is not known", written), tr("the keys are the names of the options of cmtool post, such as to, text, media, key"));
    }
  }
  if (!o.visibility.empty() && !visibility(o.visibility)) {
    return wrong(tr("“{}” is no visibility", o.visibility), tr("use public, unlisted, followers or direct"));
  }
  return o;
}

Post with_changes(const Post& before, const Post& asked, const PostOptions& options) {
  Post post = before;
  const auto text = [](std::string& to, const std::string& from) {
    if (!from.empty()) to = from;
  };
  text(post.text, asked.text);
  if (!asked.text.empty()) post.instead.clear();
  for (const auto& [target, variant] : asked.instead) post.instead[target] = variant;
  text(post.title, asked.title);
  text(post.warning, asked.warning);
  text(post.excerpt, asked.excerpt);
  text(post.slug, asked.slug);
  text(post.status, asked.status);
  text(post.campaign, asked.campaign);
  text(post.sponsored, asked.sponsored);
  if (!options.language.empty()) post.language = asked.language;
  if (!asked.tags.empty()) post.tags = asked.tags;
  if (!asked.categories.empty()) post.categories = asked.categories;
  if (!asked.media.empty()) post.media = asked.media;
  if (asked.link) post.link = asked.link;
  if (asked.poll) post.poll = asked.poll;
  return post;
}

Result<Submission> submission_of(Env& env, Desk& desk, const PostOptions& options, Stdin from_stdin) {
  TRY(auto accounts, accounts_of(desk, options));
  return submission_of(env, desk, options, from_stdin, std::move(accounts));
}

Result<std::vector<Account>> accounts_of(Desk& desk, const PostOptions& options) {
  if (options.to.empty() && !options.draft) {
    return wrong(tr("it is not said to which accounts"), tr("name them: --to @name,@other or --to @all; see cmtool account list"));
  }
  TRY(auto accounts, select_accounts(desk.store, options.to));
  // "@all" and "#tag" mean those to which one can post; who is named is told that it cannot be done.
  const auto named = [&](const Account& account) {
    return std::any_of(options.to.begin(), options.to.end(), [&](const std::string& list) {
      const auto words = split(list, ',');
      return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return trimmed(word) == "@" + account.name || trimmed(word) == account.name; });
    });
  };
  std::erase_if(accounts, [&](const Account& account) {
    const auto platform = desk.platform(account.platform);
    return platform.ok() && !can(**platform, Can::publish) && !named(account);
  });
  return accounts;
}

Result<Submission> submission_of(Env& env, Desk& desk, const PostOptions& options, Stdin from_stdin, std::vector<Account> accounts) {
  Submission submission{.accounts = std::move(accounts), .draft = options.draft, .card = !options.no_card};
  if (submission.accounts.empty() && !options.draft) {
    return Error{.fault = Fault::not_found, .message = tr("there is no account yet"), .hint = tr("add one: cmtool account add")};
  }
  Post& post = submission.post;
  post.id = new_id(desk.world.clock->now());
  post.created = desk.world.clock->now();
  TRY(post.text, given_text(env, options, from_stdin));
  if (!options.text_template.empty()) {
    TRY(post.text, filled_template(env, desk, options, post.text));
  }
  if (options.editor) {
    if (!env.may_ask() || !env.world.edit) return wrong(tr("there is no terminal for an editor"), tr("give the text with --text-file"));
    TRY(auto text, env.world.edit(post.text));
    post.text = without_last_break(std::move(text));
  }
  TRY(const Json settings, env.settings());
  post.title = options.title;
  post.language = options.language.empty() ? settings["lang"].string_or(env.globals.lang) : options.language;
  if (!is_language_tag(post.language)) return wrong(tr("“{}” is no language", post.language), tr("write it as fr, en or fr-CA"));
  if (!options.visibility.empty()) post.visibility = visibility(options.visibility).value_or(Visibility::everyone);
  TRY(post.link, link_of(options));
  TRY(post.poll, poll_of(env, options));
  post.warning = options.warning;
  post.reply_to = options.reply_to;
  post.quote = options.quote;
  post.first_comment = options.first_comment;
  post.campaign = options.campaign;
  post.sponsored = options.sponsored;
  post.tags = options.tags;
  post.categories = options.categories;
  post.excerpt = options.excerpt;
  post.slug = options.slug;
  post.status = options.status;
  post.key = options.key;
  for (const auto& variant : options.instead) {
    TRY(auto value, pair_of(variant, "--for"));
    post.instead[value.first] = value.second;
  }
  for (const auto& attached : media_of(options)) {
    TRY(auto point, focus_of(attached.focus));
    post.media.push_back(Media{.file = attached.file, .alt = attached.alt, .focus = point});
  }
  submission.compose = {.thread = options.thread,
                        .numbering = options.numbered ? Numbering::yes : Numbering::no,
                        .split = options.split,
                        .utm = options.utm};
  submission.media = {.shrink = options.shrink ? Shrink::yes : Shrink::no,
                      .location = options.keep_location ? Location::keep : Location::strip,
                      .keep = env.globals.dry_run ? Keep::no : Keep::yes};
  return submission;
}

}  // namespace cmtool
