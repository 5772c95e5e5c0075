import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate with its private key, as PEM, as node:tls takes them. */
export interface Certificate {
  cert: string;
  key: string;
}

/** A certificate authority of the test's own. */
export interface Authority {
  /** The root certificate, as PEM: what `--ca-file` is given. */
  pem: string;
  /** Issues a certificate for these DNS names and IP addresses. */
  issue: (names: readonly string[], validity?: Validity) => Certificate;
}

/** In days from now; negative is the past. */
export interface Validity {
  fromDays?: number;
  toDays?: number;
}

/** Makes a certificate authority. Its name stands in every certificate as the issuer. */
export function createAuthority(
  name = 'ses-doctor lab CA',
  organisation = 'ses-doctor lab',
  country: string | null = null,
): Authority {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = distinguishedName(organisation, name, country);
  const pem = certificate({ subject, issuer: subject, publicKey, signer: privateKey, isCa: true, names: [] });
  return {
    pem,
    issue(names, validity) {
      const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const cert = certificate({
        subject: distinguishedName(null, names[0] ?? 'nobody.invalid'),
        issuer: subject,
        publicKey: leaf.publicKey,
        signer: privateKey,
        isCa: false,
        names,
        ...(validity === undefined ? {} : { validity }),
      });
      return { cert, key: pemOfKey(leaf.privateKey) };
    },
  };
}

/** A certificate that nobody but itself vouches for. */
export function selfSigned(names: readonly string[], validity: Validity = {}): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const subject = distinguishedName(null, names[0] ?? 'nobody.invalid');
  return {
    cert: certificate({
      subject,
      issuer: subject,
      publicKey,
      signer: privateKey,
      isCa: false,
      names,
      validity,
    }),
    key: pemOfKey(privateKey),
  };
}

interface CertificateParts {
  subject: Buffer;
  issuer: Buffer;
  publicKey: KeyObject;
  signer: KeyObject;
  isCa: boolean;
  names: readonly string[];
  validity?: Validity;
}

/** RFC 5280 4.1, signed with ECDSA and SHA-256. Written out because `openssl x509` cannot set a past end date. */
function certificate({
  subject,
  issuer,
  publicKey,
  signer,
  isCa,
  names,
  validity = {},
}: CertificateParts): string {
  const { fromDays = -1, toDays = 90 } = validity;
  const algorithm = sequence(oid('1.2.840.10045.4.3.2'));
  const extensions = [
    isCa
      ? sequence(
          oid('2.5.29.19'),
          der(0x01, Buffer.from([0xff])),
          octets(sequence(der(0x01, Buffer.from([0xff])))),
        )
      : sequence(oid('2.5.29.17'), octets(sequence(...names.map(alternativeName)))),
  ];
  const signed = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
    algorithm,
    issuer,
    sequence(time(fromDays), time(toDays)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', signed, signer);
  const whole = sequence(signed, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return new X509Certificate(whole).toString();
}

const pemOfKey = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

function distinguishedName(
  organisation: string | null,
  commonName: string,
  country: string | null = null,
): Buffer {
  const attribute = (type: string, value: string): Buffer =>
    der(0x31, sequence(oid(type), der(0x0c, Buffer.from(value))));
  return sequence(
    ...(country === null ? [] : [attribute('2.5.4.6', country)]),
    ...(organisation === null ? [] : [attribute('2.5.4.10', organisation)]),
    attribute('2.5.4.3', commonName),
  );
}

function alternativeName(name: string): Buffer {
  if (isIP(name) === 4) return der(0x87, Buffer.from(name.split('.').map(Number)));
  if (name === '::1') return der(0x87, Buffer.concat([Buffer.alloc(15), Buffer.from([1])]));
  return der(0x82, Buffer.from(name));
}

/** GeneralizedTime, which can say any year. */
function time(days: number): Buffer {
  const date = new Date(Date.now() + days * 86_400_000);
  return der(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`));
}

function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80);
  return bytes;
}

const octets = (content: Buffer): Buffer => der(0x04, content);
const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, Buffer.concat(parts));

function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
