import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { AwsWorld } from './world.ts';

/** Who signed a request, for which Region and service. */
export interface Scope {
  accessKeyId: string;
  date: string;
  region: string;
  service: string;
  signedHeaders: readonly string[];
  signature: string;
}

/** Reads the SigV4 Authorization header. Throws the error AWS gives without one. */
export function scopeOf(request: IncomingMessage): Scope {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (match === null)
    throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token', 403);
  const [, accessKeyId = '', date = '', region = '', service = '', headers = '', signature = ''] = match;
  return { accessKeyId, date, region, service, signedHeaders: headers.split(';'), signature };
}

/** Checks a request against the only accepted credentials; see "Signature Version 4" of the IAM User Guide. */
export function checkSignature(
  request: IncomingMessage,
  body: Buffer,
  scope: Scope,
  accepted: NonNullable<AwsWorld['credentials']>,
): void {
  if (scope.accessKeyId !== accepted.accessKeyId) {
    throw new AwsError(
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    );
  }
  const expected = signatureOf(request, body, scope, accepted.secretAccessKey);
  if (timingSafeEqual(Buffer.from(expected), Buffer.from(scope.signature))) return;
  throw new AwsError(
    'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
}

function signatureOf(request: IncomingMessage, body: Buffer, scope: Scope, secret: string): string {
  const url = new URL(request.url ?? '/', 'http://lab');
  const query = [...url.searchParams].map(([name, value]) => `${escapeUri(name)}=${escapeUri(value)}`).sort();
  const headers = scope.signedHeaders.map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const path = url.pathname.split('/').map(escapeUri).join('/');
  const canonical = [
    request.method,
    path,
    query.join('&'),
    headers.join(''),
    scope.signedHeaders.join(';'),
    sha256(body),
  ];
  const credential = `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
  const text = [
    'AWS4-HMAC-SHA256',
    request.headers['x-amz-date'],
    credential,
    sha256(canonical.join('\n')),
  ].join('\n');
  const key = credential
    .split('/')
    .reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`);
  return hmac(key, text).toString('hex');
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const escapeUri = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
