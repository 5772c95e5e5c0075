import { once } from '../../model/once.ts';

/** Where in a session a libcurl code says it ended. */
export type CurlMeaning =
  | 'name'
  | 'proxy'
  | 'connect'
  | 'timeout'
  | 'tls'
  | 'certificate'
  | 'login'
  | 'sender'
  | 'recipient'
  | 'reply'
  | 'closed'
  | 'setting'
  | 'other';

/** An exit code of curl, a `CURLcode`. */
export interface CurlCode {
  readonly number: number;
  readonly name: string;
  readonly meaning: CurlMeaning;
  readonly source: string;
}

const source = 'https://curl.se/libcurl/c/libcurl-errors.html';

/** `number name meaning`. CURLE_SEND_ERROR and CURLE_RECV_ERROR: the peer went away in the session. */
const rows = `1 CURLE_UNSUPPORTED_PROTOCOL setting
2 CURLE_FAILED_INIT other
3 CURLE_URL_MALFORMAT setting
4 CURLE_NOT_BUILT_IN setting
5 CURLE_COULDNT_RESOLVE_PROXY proxy
6 CURLE_COULDNT_RESOLVE_HOST name
7 CURLE_COULDNT_CONNECT connect
8 CURLE_WEIRD_SERVER_REPLY reply
9 CURLE_REMOTE_ACCESS_DENIED login
18 CURLE_PARTIAL_FILE closed
21 CURLE_QUOTE_ERROR reply
22 CURLE_HTTP_RETURNED_ERROR reply
23 CURLE_WRITE_ERROR other
25 CURLE_UPLOAD_FAILED reply
26 CURLE_READ_ERROR other
27 CURLE_OUT_OF_MEMORY other
28 CURLE_OPERATION_TIMEDOUT timeout
35 CURLE_SSL_CONNECT_ERROR tls
45 CURLE_INTERFACE_FAILED setting
47 CURLE_TOO_MANY_REDIRECTS reply
51 CURLE_PEER_FAILED_VERIFICATION certificate
52 CURLE_GOT_NOTHING closed
53 CURLE_SSL_ENGINE_NOTFOUND setting
54 CURLE_SSL_ENGINE_SETFAILED setting
55 CURLE_SEND_ERROR closed
56 CURLE_RECV_ERROR closed
58 CURLE_SSL_CERTPROBLEM setting
59 CURLE_SSL_CIPHER tls
60 CURLE_PEER_FAILED_VERIFICATION certificate
61 CURLE_BAD_CONTENT_ENCODING reply
64 CURLE_USE_SSL_FAILED tls
65 CURLE_SEND_FAIL_REWIND other
66 CURLE_SSL_ENGINE_INITFAILED setting
67 CURLE_LOGIN_DENIED login
77 CURLE_SSL_CACERT_BADFILE certificate
78 CURLE_REMOTE_FILE_NOT_FOUND reply
80 CURLE_SSL_SHUTDOWN_FAILED tls
82 CURLE_SSL_CRL_BADFILE certificate
83 CURLE_SSL_ISSUER_ERROR certificate
90 CURLE_SSL_PINNEDPUBKEYNOTMATCH certificate
91 CURLE_SSL_INVALIDCERTSTATUS certificate
94 CURLE_AUTH_ERROR login
97 CURLE_PROXY proxy
98 CURLE_SSL_CLIENTCERT certificate`;

export const curlCodes = once((): readonly CurlCode[] =>
  rows.split('\n').map((row) => {
    const [number = '', name = '', meaning = ''] = row.split(' ');
    return { number: Number(number), name, meaning: meaning as CurlMeaning, source };
  }),
);

/** The code that a line names (`curl: (67) …`, `cURL error 28: …`, `CURLE_COULDNT_CONNECT`), or null. */
export function curlCodeIn(line: string): CurlCode | null {
  const text = line.slice(0, 4096);
  const name = /\bCURLE_[A-Z_]{3,40}/u.exec(text)?.[0];
  if (name !== undefined) return curlCodes().find((code) => code.name === name) ?? null;
  const number =
    /\bcurl(?:\.exe)?:\s{0,2}\((\d{1,3})\)|\bcurl error:?\s{1,3}\(?(\d{1,3})\b|\bcurl[^\n]{0,40}\bexit(?:ed)?\b[^\n\d]{0,20}(\d{1,3})\b|\bpycurl\.error: \((\d{1,3}),/iu.exec(
      text,
    );
  if (number === null) return null;
  const digits = Number(number[1] ?? number[2] ?? number[3] ?? number[4]);
  return curlCodes().find((code) => code.number === digits) ?? null;
}
