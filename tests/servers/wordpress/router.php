<?php
// For php -S: files that are there as they are, everything else through index.php.
$site = getenv('WP_SITE'); $path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH); $file = $site . $path;
if ($path !== '/' && is_file($file)) return false;
if (is_dir($file) && is_file(rtrim($file, '/') . '/index.php')) { chdir($file); require rtrim($file, '/') . '/index.php'; return true; }
$_SERVER['SCRIPT_NAME'] = '/index.php'; chdir($site); require $site . '/index.php';
