/** What the sample containers run: busybox shell. `exec` or a trap makes each end at once when it is stopped. */

const QUIT = "trap 'exit 0' TERM INT";

/** Answers, but never where its health check asks. */
export const search = `
echo "node search-1 joined cluster catalogue"
echo "WARN  shard 2 is unassigned: no copy found on disk" >&2
mkdir -p /tmp/www
exec httpd -f -vv -p 9200 -h /tmp/www
`;

export const migrate = `
echo "4 migrations to apply"
for name in 0001_create_orders 0002_add_customer_index 0003_split_address 0004_drop_legacy; do
  echo "applying $name ... ok"
done
echo "done"
`;

export const importer = `
echo "importing orders.csv"
echo "row 1 to 5000 ok"
cat >&2 <<'TRACE'
Traceback (most recent call last):
  File "/app/import.py", line 88, in <module>
    main(sys.argv[1])
  File "/app/import.py", line 61, in main
    order = parse(row)
  File "/app/orders.py", line 23, in parse
    total=Decimal(row["total"]),
decimal.InvalidOperation: [<class 'decimal.ConversionSyntax'>]
TRACE
exit 1
`;

export const mailer = `
echo "connecting to $SMTP_HOST:587"
sleep 1
echo "fatal: cannot connect to $SMTP_HOST:587: connection refused" >&2
exit 1
`;

export const reports = `${QUIT}
n=0
while :; do
  n=$((n + 1))
  echo "report $n rendered in $((n * 37 % 900)) ms"
  sleep 2 & wait $!
done
`;

/** Several lines a second in the formats that log views meet, on both outputs. */
export const gateway = `${QUIT}
e=$(printf '\\033')
n=0
while :; do
  n=$((n + 1)); t=$(date -u +%FT%TZ); ms=$((n * 7919 % 480 + 3)); id=$(printf %08x $((n * 2654435761 % 4294967296)))
  case $((n % 10)) in
    0) echo "{\\"level\\":\\"error\\",\\"time\\":\\"$t\\",\\"msg\\":\\"upstream timed out\\",\\"upstream\\":\\"search-api\\",\\"ms\\":5000,\\"req\\":\\"$id\\"}" >&2 ;;
    1|2) echo "{\\"level\\":\\"info\\",\\"time\\":\\"$t\\",\\"msg\\":\\"request\\",\\"method\\":\\"GET\\",\\"path\\":\\"/api/orders/$n\\",\\"status\\":200,\\"ms\\":$ms}" ;;
    3|4) echo "time=$t level=info msg=\\"request served\\" method=POST path=/api/cart status=201 duration=\${ms}ms req=$id" ;;
    5) echo "time=$t level=warn msg=\\"slow query\\" table=orders duration=$((ms * 9))ms" ;;
    6) echo "$t INFO  pool: $((n % 16)) of 16 connections in use" ;;
    7) echo "$t DEBUG cache hit ratio 0.$((ms % 90 + 10)) for catalogue" ;;
    8) echo "\${e}[32mGET\${e}[0m /assets/app.css \${e}[1;36m304\${e}[0m \${e}[90m$ms ms\${e}[0m" ;;
    9) if [ $((n % 50)) = 9 ]; then
         printf '%s\\n' "$t ERROR unhandled rejection in request $id" "TypeError: Cannot read properties of undefined (reading 'price')" \\
           '    at total (/app/cart.js:41:27)' '    at Array.reduce (<anonymous>)' '    at checkout (/app/cart.js:57:18)' '    at async handle (/app/server.js:112:5)' >&2
       else
         echo "\${e}[33mwarn\${e}[0m retry $((n % 3 + 1)) of 3 for \${e}[4msearch-api\${e}[0m" >&2
       fi ;;
  esac
  usleep 150000
done
`;
