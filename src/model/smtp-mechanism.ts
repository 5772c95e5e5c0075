/** The mechanism to sign in with, by what EHLO offers: PLAIN (RFC 4616) before LOGIN; null where it offers neither. */
export function mechanismOf(extensions: readonly string[]): 'PLAIN' | 'LOGIN' | null {
  const offered = extensions.flatMap((line) => (/^AUTH[ =]/.test(line) ? line.split(/[ =]/).slice(1) : []));
  if (offered.includes('PLAIN')) return 'PLAIN';
  return offered.includes('LOGIN') ? 'LOGIN' : null;
}
