/** A number with its unit behind it, `512 MB`, is no reply code, whatever else it looks like. */
export const isAmount = (text: string): boolean =>
  /^[245]\d\d(?:[ -]|; )?(?:[kmgt]i?b(?:ytes?|it\/s|\/s|ps)?|[kmgt]?bytes?|octets|bits?|milli\w{0,9}|ms|msecs?|s|secs?|seconds?|min|mins|minutes?|hours?|hrs?|days?|weeks?|ml|cl|kg|g|km|cm|mm|kcal|kwh|px|pt|em|rem|dpi|rpm|rps|qps|items|files|rows|lines|records|entries|objects|requests|emails|mails|messages|recipients|users|customers|subscribers|connections|sessions|threads|workers|jobs|tasks|tests|steps|pages|packages|modules|commits|times|points|percent|units|vcpus?|cores|eur|usd|euros|dollars|req\/s|chars|characters|words|tokens|iterations|attempts|retries|pcs|warnings|errors)\b(?![.@]\w)/iu.test(
    text,
  );
