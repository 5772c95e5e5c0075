import { mentions } from '../mentions.ts';

const longest = 1200;
const mostLines = 8;

/** Codes, names of functions and files of OpenSSL and of the libraries around it, addresses with a port of mail: they name no program. */
const neutral: readonly RegExp[] = [
  /\berror:[\da-f]{8}:/gu,
  /\b(?:ssl|tls|dtls|ssl3|ssl23|tls1|openssl|err)_[a-z\d_]{2,60}/gu,
  /[\w./\\-]{0,200}\.(?:c|cc|cpp|py|rb|java|go|rs):\d{1,6}:?/gu,
  /(?:\d{1,3}\.){3}\d{1,3}(?::(?:25|465|587|2465|2587))?(?!\d)/gu,
  /\b[a-z]{0,20}\d\w{0,40}\b/gu,
];

/** What else may stand in an error of TLS that says nothing of who spoke to whom. */
const words: ReadonlySet<string> = new Set(
  (
    'error errors err eproto epro write writing read reading while syscall errno code routines routine record layer header handshake handshaking ' +
    'alert fatal local remote peer issuer unable get to self signed in chain the of a an is was has been not by with for from on at it could can ' +
    'cannot operation message messages msg tls ssl openssl dtls pkix path building valid certification requested target find sun security provider ' +
    'certpath suncertpathbuilderexception suncertpathbuilder java javax net exception ioexception sslhandshakeexception sslexception sslerror ' +
    'sslprotocolexception sslpeerunverifiedexception validatorexception validator sslcertverificationerror certificateexception certificateverifyfailed ' +
    'certificate certificates cert certs verify verified verification validation failed failure trusted untrusted trust anchor ca root authority unknown ' +
    'unsupported bad wrong invalid version number protocol protocols first does look like doesn stream crypto enable fsockopen socket client php warning ' +
    'expired yet or hostname host name names mismatch match matches closed eof unexpected occurred violation connection connect connecting lib library ' +
    'packet length too long http request plaintext text clear shared cipher ciphers no state returned start starttls system input authentication ' +
    'authenticationexception frame size corrupted received determine unrecognized main thread caused nested cause reason because depth num return rc'
  ).split(' '),
);

const ofTls =
  /\b(?:ssl|tls|openssl)(?![a-z])|(?<![a-z])ssl(?:error|exception|handshakeexception)|\bx509\b|\bpkix\b|\beproto\b|certificate|^(?:error: )?wrong version number|determine the frame size/u;

/**
 * Whether a text holds nothing but an error of TLS: no program, no host, no other port, no word of anything else. Whoever asks here
 * what it means asks of the connection that mail goes over. `lines` are in the form of `plainText`.
 */
export function isBareTls(lines: readonly { plain: string }[]): boolean {
  const filled = lines.map(({ plain }) => plain.trim()).filter((plain) => plain !== '');
  if (filled.length === 0 || filled.length > mostLines) return false;
  const text = filled.join(' ');
  if (
    text.length > longest ||
    !mentions(text, 'ssl', 'tls', 'x509', 'pkix', 'eproto', 'certificate', 'version number', 'frame size')
  )
    return false;
  if (!ofTls.test(text)) return false;
  const rest = neutral.reduce((left, one) => left.replace(one, ' '), text);
  return [...rest.matchAll(/\p{L}{2,80}/gu)].every(([word]) => words.has(word));
}
