/** How a connection failed, by the tables of the system and of TLS. */
export interface ConnectionFault {
  code: string;
  step: 'name' | 'connect' | 'tls' | 'reply';
}

type Row = readonly [
  code: string,
  step: ConnectionFault['step'],
  names: readonly string[],
  numbers: readonly number[],
];

/** POSIX errno (Linux, macOS), Winsock and getaddrinfo: by name, or by number where the text says that it is one. */
const systemErrors: readonly Row[] = [
  [
    'smtp/connection-refused',
    'connect',
    ['econnrefused', 'wsaeconnrefused', 'errno::econnrefused', 'connectionrefused'],
    [111, 61, 10061],
  ],
  [
    'smtp/port-blocked',
    'connect',
    ['etimedout', 'wsaetimedout', 'errno::etimedout', 'esockettimedout'],
    [110, 60, 10060],
  ],
  [
    'smtp/no-route',
    'connect',
    [
      'enetunreach',
      'ehostunreach',
      'wsaenetunreach',
      'wsaehostunreach',
      'networkunreachable',
      'hostunreachable',
      'eaddrnotavail',
    ],
    [101, 113, 51, 65, 10051, 10065, 10049],
  ],
  [
    'smtp/connection-reset',
    'connect',
    [
      'econnreset',
      'wsaeconnreset',
      'errno::econnreset',
      'econnaborted',
      'connectionreset',
      'connectionaborted',
      'epipe',
    ],
    [104, 103, 54, 53, 10054, 10053],
  ],
  ['smtp/port-blocked', 'connect', ['wsaeacces'], [10013]],
  [
    'smtp/name-not-resolved',
    'name',
    [
      'enotfound',
      'eai_again',
      'eai_noname',
      'eai_nodata',
      'eai_fail',
      'wsahost_not_found',
      'hostnotfound',
      'nxdomain',
      'wsatry_again',
      'gaierror',
      'getaddrinfo failed',
    ],
    [11001, 11002, 11003, 11004],
  ],
];

/** The IANA registry of TLS alerts: those that name the cause; any other is a handshake that failed. */
const alerts: readonly (readonly [code: string, names: readonly string[], numbers: readonly number[]])[] = [
  ['smtp/certificate-expired', ['certificate expired'], [45]],
  [
    'smtp/certificate-untrusted',
    [
      'unknown ca',
      'bad certificate',
      'certificate unknown',
      'unsupported certificate',
      'certificate revoked',
      'certificate required',
    ],
    [48, 42, 46, 43, 44, 116],
  ],
  [
    'smtp/tls-version-too-old',
    ['protocol version', 'insufficient security', 'inappropriate fallback'],
    [70, 71, 86],
  ],
  [
    'smtp/tls-handshake-failed',
    [
      'close notify',
      'unexpected message',
      'bad record mac',
      'decryption failed',
      'record overflow',
      'decompression failure',
      'handshake failure',
      'no certificate',
      'illegal parameter',
      'access denied',
      'decode error',
      'decrypt error',
      'export restriction',
      'internal error',
      'user canceled',
      'no renegotiation',
      'missing extension',
      'unsupported extension',
      'certificate unobtainable',
      'unrecognized name',
      'bad certificate status response',
      'bad certificate hash value',
      'unknown psk identity',
      'no application protocol',
      'ech required',
    ],
    [
      0, 10, 20, 21, 22, 30, 40, 41, 47, 49, 50, 51, 60, 80, 90, 100, 109, 110, 111, 112, 113, 114, 115, 120,
      121,
    ],
  ],
];

/**
 * What failed, by the number or name that stands in a line; null when neither is there. Numbers decide over words, which
 * are in the language of the system. `plain` is in the form of `plainText`.
 */
export function connectionFault(plain: string): ConnectionFault | null {
  return alertIn(plain) ?? systemErrorIn(plain);
}

function alertIn(plain: string): ConnectionFault | null {
  const words = plain.replace(/[_-]/gu, ' ');
  if (!/\b(?:tls|ssl|dtls)/u.test(words) || !/alert|remote error|fatal|received/u.test(words)) return null;
  const number = /alert (?:number |code )?\(?(\d{1,3})\b/u.exec(words)?.[1];
  // The name stands behind the word that says what it is: "tls: internal error", "alert handshake failure".
  const told = words.slice(words.search(/alert|remote error|fatal|received/u)).replace(/ {2,}/gu, ' ');
  for (const [code, names, numbers] of alerts) {
    const joined = told.replace(/ /gu, '');
    if (
      number !== undefined
        ? numbers.includes(Number(number))
        : names.some((name) => joined.includes(name.replace(/ /gu, '')))
    )
      return { code, step: 'tls' };
  }
  return null;
}

function systemErrorIn(plain: string): ConnectionFault | null {
  const numbers = [...plain.matchAll(numbered)].map(([, one, other, third]) => Number(one ?? other ?? third));
  const hex = /\b0x(?:8007)?(27[0-9a-f]{2}|2a[f0-9][0-9a-f])\b/u.exec(plain)?.[1];
  if (hex !== undefined) numbers.push(Number.parseInt(hex, 16));
  for (const [code, step, names, known] of systemErrors) {
    if (names.some((name) => hasWord(plain, name)) || numbers.some((number) => known.includes(number)))
      return { code, step };
  }
  return null;
}

/** `[Errno 111]`, `os error 101`, `WinError 10060`, `errno=110`, `SocketError: 10061`, `#11001`, and `(111)` behind a word of the network. */
const numbered =
  /\b(?:errno|os error|winerror|socket error(?: code)?|socketerror(?:code)?|error code|system error|win32 error|wsa ?error|nativeerrorcode|error ?#?|err)["']?[\s:=#(]{1,3}-?(\d{2,5})\b|(?:connect|connection|socket|smtp|network|fsockopen|rejected)[^()\n]{0,120}\((?:error )?(\d{2,5})\)|\b(1[01]0\d\d)\b/gu;

const hasWord = (plain: string, word: string): boolean => {
  const at = plain.indexOf(word);
  return (
    at !== -1 && !/[a-z0-9]/u.test(plain[at - 1] ?? ' ') && !/[a-z0-9]/u.test(plain[at + word.length] ?? ' ')
  );
};
