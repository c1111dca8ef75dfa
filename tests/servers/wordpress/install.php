<?php
// Installs the site without questions: tables, an administrator, an author, pretty permalinks, application passwords.
// Prints them as shell variables.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('WP_URL'), PHP_URL_HOST); $_SERVER['REQUEST_URI'] = '/'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require getenv('WP_SITE') . '/wp-load.php';
require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_new_blog_notification() {}
$installed = wp_install('cmtool test', 'admin', 'admin@example.com', true, '', 'adminpw');
update_option('permalink_structure', '/%postname%/'); update_option('timezone_string', 'UTC');
update_option('comment_moderation', 1); update_option('comment_previously_approved', 0);
$author = wp_create_user('author', 'authorpw', 'author@example.com'); (new WP_User($author))->set_role('author');
foreach (['ADMIN' => $installed['user_id'], 'AUTHOR' => $author] as $name => $id) {
  [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'cmtool']);
  echo "WORDPRESS_${name}_PASSWORD=$password\n";
}
