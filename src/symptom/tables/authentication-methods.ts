/** What a method of RFC 8601 may result in, and whether the result says that the mail failed it. */
export interface AuthenticationResult {
  readonly result: string;
  /** `fails`: the receiver found it false. `unknown`: it could not tell, or there was nothing to look at. */
  readonly says: 'passes' | 'fails' | 'unknown';
}

/** A method of the IANA registry "Email Authentication Methods". */
export interface AuthenticationMethod {
  readonly method: string;
  readonly results: readonly AuthenticationResult[];
  readonly source: string;
}

const rows: readonly (readonly [
  method: string,
  passes: string,
  fails: string,
  unknown: string,
  source: string,
])[] = [
  ['auth', 'pass', 'fail', 'none temperror permerror', 'RFC 8601 2.7.4'],
  ['dkim', 'pass', 'fail', 'none policy neutral temperror permerror', 'RFC 8601 2.7.1'],
  [
    'dkim-adsp',
    'pass',
    'fail discard nxdomain',
    'none unknown temperror permerror',
    'RFC 7601 2.7.2 (historic)',
  ],
  ['dkim-atps', 'pass', 'fail', 'none temperror permerror', 'RFC 6541 8.3'],
  [
    'dmarc',
    'pass bestguesspass',
    'fail',
    'none temperror permerror',
    'RFC 7489 11.2; bestguesspass is Microsoft’s',
  ],
  ['dnswl', 'pass', '', 'none temperror permerror', 'RFC 8904 4'],
  ['domainkeys', 'pass', 'fail', 'none policy neutral temperror permerror', 'RFC 8601 2.7.1 (historic)'],
  ['arc', 'pass', 'fail', 'none', 'RFC 8617 5.1.1'],
  ['compauth', 'pass', 'fail', 'none softpass', 'Microsoft: Anti-spam message headers'],
  ['iprev', 'pass', 'fail', 'temperror permerror', 'RFC 8601 2.7.3'],
  ['rrvs', '', 'fail', 'none unknown temperror permerror', 'RFC 7293 12'],
  [
    'sender-id',
    'pass',
    'fail softfail',
    'none policy neutral temperror permerror',
    'RFC 7601 2.7.2 (historic)',
  ],
  ['smime', 'pass', 'fail', 'none policy neutral temperror permerror', 'RFC 7281 3'],
  [
    'spf',
    'pass',
    'fail softfail hardfail',
    'none policy neutral temperror permerror',
    'RFC 8601 2.7.2; hardfail is the older word',
  ],
  ['vbr', 'pass', 'fail', 'none temperror permerror', 'RFC 6212 4'],
  [
    'bimi',
    'pass',
    'fail',
    'none skipped declined temperror',
    'draft-brand-indicators-for-message-identification',
  ],
];

export const authenticationMethods: readonly AuthenticationMethod[] = rows.map(
  ([method, passes, fails, unknown, source]) => ({
    method,
    results: (
      [
        ['passes', passes],
        ['fails', fails],
        ['unknown', unknown],
      ] as const
    ).flatMap(([says, words]) =>
      words.split(' ').flatMap((result) => (result === '' ? [] : [{ result, says }])),
    ),
    source,
  }),
);

/** What `spf=softfail` says, or null for a method or a result that no document knows. Case does not count. */
export function saysOf(method: string, result: string): AuthenticationResult['says'] | null {
  const known = authenticationMethods.find((row) => row.method === method.toLowerCase());
  return known?.results.find((row) => row.result === result.toLowerCase())?.says ?? null;
}
