#!/bin/sh
# Every health check and every visitor is a line of the log.
exec httpd -f -vv -p "$PORT" -h /var/www
