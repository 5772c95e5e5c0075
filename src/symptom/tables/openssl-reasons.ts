/** What a reason code of OpenSSL's SSL library means for a connection. */
export type OpensslMeaning =
  /** Clear text answered where TLS was expected: TLS at once on a STARTTLS port. */
  'not-tls' | 'version' | 'parameters' | 'certificate' | 'closed';

/** A reason of OpenSSL (`ERR_GET_REASON`). */
export interface OpensslReason {
  readonly number: number;
  /** As OpenSSL prints it, in lower case. */
  readonly text: string;
  /** The name that Python and Node print, in lower case. */
  readonly name: string;
  readonly meaning: OpensslMeaning;
  readonly source: string;
}

const source = 'OpenSSL include/openssl/sslerr.h, ssl/ssl_err.c';

const rows: readonly (readonly [number, string, OpensslMeaning])[] = [
  [267, 'wrong version number', 'not-tls'],
  [252, 'unknown protocol', 'not-tls'],
  [156, 'http request', 'not-tls'],
  [155, 'https proxy request', 'not-tls'],
  [244, 'unexpected message', 'not-tls'],
  [443, 'packet length too long', 'not-tls'],
  [198, 'packet length too long', 'not-tls'],
  [145, 'encrypted length too long', 'not-tls'],
  [116, 'bad packet length', 'not-tls'],
  [291, 'record length mismatch', 'not-tls'],
  [258, 'unsupported protocol', 'version'],
  [259, 'unsupported ssl version', 'version'],
  [191, 'no protocols available', 'version'],
  [396, 'version too high', 'version'],
  [166, 'version too low', 'version'],
  [373, 'inappropriate fallback', 'version'],
  [193, 'no shared cipher', 'parameters'],
  [181, 'no ciphers available', 'parameters'],
  [394, 'dh key too small', 'parameters'],
  [372, 'dh key too small', 'parameters'],
  [376, 'no shared signature algorithms', 'parameters'],
  [118, 'no suitable signature algorithm', 'parameters'],
  [101, 'no suitable key share', 'parameters'],
  [338, 'unsafe legacy renegotiation disabled', 'parameters'],
  [134, 'certificate verify failed', 'certificate'],
  [399, 'ca md too weak', 'certificate'],
  [397, 'ee key too small', 'certificate'],
  [398, 'ca key too small', 'certificate'],
  [294, 'unexpected eof while reading', 'closed'],
  [229, 'ssl handshake failure', 'parameters'],
];

/** The reasons that connections to a mail or API endpoint end with. */
export const opensslReasons: readonly OpensslReason[] = rows.map(([number, text, meaning]) => ({
  number,
  text,
  name: text.replaceAll(' ', '_'),
  meaning,
  source,
}));

/**
 * The reason that a line names in words (`wrong version number`, `WRONG_VERSION_NUMBER`, `ERR_SSL_…`), else by the code of an error
 * whose words were cut off (`error:1408F10B`); null where it names none.
 */
export function opensslReasonIn(line: string): OpensslReason | null {
  const text = line.slice(0, 4096).toLowerCase().replaceAll('_', ' ');
  const worded = opensslReasons.find((reason) => text.includes(reason.text));
  return worded ?? opensslReasonByCode(/\berror:\s?([0-9a-f]{8})\b/u.exec(text)?.[1] ?? '');
}

/**
 * The reason in an error code of OpenSSL (`error:0A00010B:`, `error:1408F10B:`): the lowest 12 bits up to 1.1.1, the lowest
 * 23 since 3.0, where the library stands above them. Null when it is none of the SSL library or not in the table.
 */
export function opensslReasonByCode(hex: string): OpensslReason | null {
  if (!/^[0-9a-f]{8}$/iu.test(hex)) return null;
  const code = Number.parseInt(hex, 16);
  const isOpenssl3 = code >>> 23 === 20;
  if (!isOpenssl3 && code >>> 24 !== 20) return null;
  const number = isOpenssl3 ? code & 0x7f_ffff : code & 0xfff;
  return opensslReasons.find((reason) => reason.number === number) ?? null;
}
