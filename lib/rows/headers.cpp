// SPDX-License-Identifier: MIT
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/ascii.hpp"
#include "rows/fields.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

/// Headers and keys as they are compared: small letters without accents, blanks and signs; what explains them left out ("Review Created (UTC)").
std::string bare_header(std::string_view header) {
  std::string result, all;
  int depth = 0;
  for (const char c : plain(header)) {
    if (c == '(') ++depth;
    if (is_letter_or_digit(c) || static_cast<unsigned char>(c) >= 0x80) {
      all += c;
      if (depth == 0) result += c;
    }
    if (c == ')' && depth > 0) --depth;
  }
  return result.empty() ? all : result;
}

using Names = std::vector<std::string_view>;

const std::unordered_map<std::string_view, ItemField>& known_headers() {
  static const std::unordered_map<std::string_view, ItemField> all = [] {
    std::unordered_map<std::string_view, ItemField> table;
    const auto add = [&](ItemField field, const Names& names) {
      for (const auto name : names) table.emplace(name, field);
    };
    // People's own tables, in English and French.
    add(ItemField::id, {"id", "identifiant", "commentid", "messageid", "itemid", "remoteid", "guid", "uuid", "iddumessage", "idducommentaire"});
    add(ItemField::at, {"at", "date", "dateheure", "datetime", "dateandtime", "dateetheure", "timestamp", "createdat", "creationdate", "createdate", "created", "createdon",
                        "publishedat", "published", "postedat", "posted", "postedon", "written", "writtenat", "submittedat", "receivedat", "ecritle", "publiele", "recule", "creele",
                        "datedepublication", "datedecreation", "datedelavis", "dateducommentaire", "horodatage", "commentdate", "reviewdate", "messagedate"});
    add(ItemField::date, {"day", "jour"});
    add(ItemField::time, {"time", "heure", "hour"});
    add(ItemField::author, {"author", "auteur", "name", "nom", "authorname", "nomdelauteur", "from", "de", "sender", "expediteur", "user", "utilisateur", "displayname", "fullname", "customer",
                            "client", "customername", "nomduclient", "commenter", "commentername", "sendername", "writer", "by", "par", "contact", "contactname"});
    add(ItemField::handle, {"handle", "pseudo", "username", "nickname", "login", "userhandle", "authorhandle", "email", "mail", "courriel", "authoremail", "emailaddress", "adressemail"});
    add(ItemField::author_id, {"authorid", "userid", "senderid", "commenterid", "customerid", "contactid", "iddelauteur"});
    add(ItemField::author_url, {"authorurl", "profileurl", "profilelink", "userurl", "authorlink", "profil", "lienduprofil", "website", "siteweb"});
    add(ItemField::followers, {"followers", "followerscount", "abonnes", "authorfollowers"});
    add(ItemField::text, {"text", "texte", "comment", "commentaire", "message", "content", "contenu", "body", "corps", "commenttext", "commentbody", "commentcontent", "messagetext", "messagecontent",
                          "messagebody", "texteducommentaire", "feedback", "opinion", "tweet", "tweettext"});
    add(ItemField::title, {"title", "titre", "subject", "objet", "sujet", "headline"});
    add(ItemField::url, {"url", "link", "lien", "permalink", "permalien", "adresse", "commenturl", "commentlink", "messageurl", "messagelink", "viewsource", "sourceurl", "commentpermalink"});
    add(ItemField::on, {"on", "post", "publication", "postid", "posturl", "postlink", "posttitle", "article", "page", "idpublication", "urldelapublication", "media", "mediaid", "store", "magasin",
                        "location", "locationname", "etablissement", "lieu", "place", "product", "produit"});
    add(ItemField::answers, {"answers", "parent", "parentid", "inreplyto", "inreplytoid", "replyto", "replytoid", "enreponsea", "parentcommentid", "reponsea"});
    add(ItemField::kind, {"kind", "type", "genre", "messagetype", "itemtype", "commenttype", "interactiontype", "typedemessage"});
    add(ItemField::language, {"language", "langue", "lang", "locale"});
    add(ItemField::state, {"state", "etat", "status", "statut", "remotestate", "moderationstatus", "visibility"});
    add(ItemField::rating, {"rating", "note", "stars", "etoiles", "score", "notation", "overallscore", "nombredetoiles", "evaluation", "starrating"});
    add(ItemField::account, {"account", "compte"});
    add(ItemField::none, {"likes", "likecount", "likescount", "jaime", "votes", "replies", "replycount", "reactions", "photo", "avatar", "likedby", "tags", "labels", "sentiment"});
    // Comments of Facebook and Instagram as the Graph API hands them over (developers.facebook.com/docs/graph-api/reference/comment):
    // {"id", "message", "created_time", "from": {"id", "name"}, "permalink_url", "parent": {"id"}}; Instagram: "text", "timestamp", "username".
    add(ItemField::at, {"createdtime"});
    add(ItemField::author, {"fromname"});
    add(ItemField::author_id, {"fromid"});
    add(ItemField::handle, {"fromusername"});
    add(ItemField::url, {"permalinkurl"});
    // Downloads of Facebook's and Instagram's comments by third parties: Name, Profile ID, Date, Comment, Likes.
    add(ItemField::author_id, {"profileid"});
    add(ItemField::author, {"profilename"});
    // Google Business Profile (developers.google.com/my-business, and reviews.json of Takeout):
    // {"reviewer": {"displayName"}, "starRating": "FIVE", "comment", "createTime", "updateTime", "reviewReply": {"comment"}}.
    add(ItemField::id, {"reviewid"});
    add(ItemField::author, {"reviewer", "reviewername", "reviewerdisplayname", "reviewauthor"});
    add(ItemField::at, {"createtime", "publishedatdate"});
    add(ItemField::text, {"review", "avis", "reviewtext", "reviewcontent", "reviewbody"});
    add(ItemField::url, {"reviewurl", "reviewlink"});
    add(ItemField::rating, {"reviewrating", "ratingvalue"});
    add(ItemField::none, {"updatetime", "reviewerprofilephotourl", "reviewerisanonymous", "reviewreplycomment", "reviewreplyupdatetime", "ownerresponse", "ownerreply", "responsefromowner"});
    // Trustpilot's export of service reviews: Review Id, Review Created (UTC), Review Consumer User Id, Review Username, Review User Email,
    // Review Title, Review Content, Review Stars, Review Language, Company Reply Date (UTC), Company Reply.
    add(ItemField::at, {"reviewcreated"});
    add(ItemField::author_id, {"reviewconsumeruserid"});
    add(ItemField::author, {"reviewusername"});
    add(ItemField::none, {"reviewuseremail", "companyreply", "companyreplydate", "companyreplytext", "businessreply", "businessreplydate", "businessunitid", "webshopname", "domainurl", "tag", "referenceid"});
    add(ItemField::title, {"reviewtitle"});
    add(ItemField::rating, {"reviewstars"});
    add(ItemField::language, {"reviewlanguage"});
    // Google Play's monthly report of reviews (Play Console; UTF-16): Package Name, Reviewer Language, Review Submit Date and Time,
    // Review Submit Millis Since Epoch, Star Rating, Review Title, Review Text, Developer Reply Text, Review Link.
    add(ItemField::at, {"reviewsubmitdateandtime"});
    add(ItemField::on, {"packagename"});
    add(ItemField::language, {"reviewerlanguage"});
    add(ItemField::none, {"appversioncode", "appversionname", "device", "reviewsubmitmillissinceepoch", "reviewlastupdatedateandtime", "reviewlastupdatemillissinceepoch", "developerreplydateandtime",
                          "developerreplymillissinceepoch", "developerreplytext"});
    // Hootsuite's Inbox 2.0 (help.hootsuite.com/hc/en-us/articles/5407290386843): Message ID, Conversation ID, Medium, Channel,
    // Contact Profile ID, Contact Primary Identifier, Contact Secondary Identifier, Created at.
    add(ItemField::author_id, {"contactprofileid"});
    add(ItemField::author, {"contactprimaryidentifier"});
    add(ItemField::handle, {"contactsecondaryidentifier"});
    add(ItemField::none, {"medium", "channel", "channeldisplayname", "conversationid"});
    // Sprout Social's messages (api.sproutsocial.com/docs): guid, created_time, text, perma_link, post_type, from.guid, from.name,
    // from.screen_name, from.profile_url; its inbox's CSV: Timestamp (ET), Message Type, Profile, Message, Permalink.
    add(ItemField::author_id, {"fromguid"});
    add(ItemField::handle, {"screenname", "fromscreenname"});
    add(ItemField::author_url, {"fromprofileurl"});
    add(ItemField::kind, {"posttype"});
    add(ItemField::none, {"profile", "profileguid", "customerprofileid", "network"});
    // Agorapulse's inbox items: id, parentId, networkLink, agorapulseLink, text, creationDate, type, creator, labels, sentiment.
    add(ItemField::url, {"networklink"});
    add(ItemField::author, {"creator", "creatorname"});
    add(ItemField::author_id, {"creatorid"});
    add(ItemField::none, {"agorapulselink", "workspaceid", "addedlabels"});
    add(ItemField::author, {"authordisplayname"});
    return table;
  }();
  return all;
}

}  // namespace

std::optional<ItemField> usual_item_field(std::string_view header) {
  const auto found = known_headers().find(bare_header(header));
  if (found != known_headers().end()) return found->second;
  return header.empty() ? std::nullopt : item_field(header);
}

}  // namespace cmtool
