import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';
import { errorOf } from './misbehave.ts';
import type { AwsFault } from './faults.ts';
import type { RegionWorld } from './world.ts';

/** A request to S3, the bucket in its path: the only two that are made. */
export interface S3Request {
  op: 'ListObjectsV2' | 'GetObject';
  input: Record<string, string | undefined>;
}

/** Understands a request; null when it is neither of the two. */
export function s3Request({ method = '', url = '/', headers }: IncomingMessage): S3Request | null {
  const { pathname, searchParams } = new URL(url, 'http://lab');
  const [, Bucket = '', ...key] = pathname.split('/').map(decodeURIComponent);
  if (method !== 'GET') return null;
  if (searchParams.get('list-type') === '2')
    return {
      op: 'ListObjectsV2',
      input: {
        Bucket,
        Prefix: searchParams.get('prefix') ?? '',
        ContinuationToken: searchParams.get('continuation-token') ?? undefined,
      },
    };
  return { op: 'GetObject', input: { Bucket, Key: key.join('/'), Range: headers.range } };
}

/** Answers it as S3 does: XML for a list and for errors, bytes for an object. */
export function answerS3(
  response: ServerResponse,
  { op, input }: S3Request,
  region: RegionWorld | null,
  fault: AwsFault | null,
  most: number,
): void {
  const headers = { 'x-amz-request-id': 'LAB0000000000000', 'x-amz-id-2': 'lab' };
  try {
    const refusal = fault === null ? null : errorOf(fault, { service: 's3', name: op });
    // S3 has names of its own for what all services say.
    if (refusal !== null)
      throw new AwsError(
        fault?.kind === 'deny' ? 'AccessDenied' : refusal.type,
        refusal.message,
        refusal.status ?? 403,
      );
    const bucket = region?.lake.buckets[String(input['Bucket'])];
    if (bucket === undefined) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
    if (op === 'ListObjectsV2') {
      response
        .writeHead(200, { ...headers, 'content-type': 'application/xml' })
        .end(listing(bucket, input, { most, writtenAt: region?.lake.writtenAt ?? {} }));
      return;
    }
    const object = bucket[String(input['Key'])];
    if (object === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
    const body = Buffer.from(object);
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(input['Range'] ?? '') ?? [];
    const part = from === undefined ? body : body.subarray(Number(from), Number(to) + 1);
    response
      .writeHead(from === undefined ? 200 : 206, {
        ...headers,
        'content-type': 'binary/octet-stream',
        'content-length': part.length,
        etag: etagOf(object),
      })
      .end(part);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    response
      .writeHead(error.status ?? 400, { ...headers, 'content-type': 'application/xml' })
      .end(
        `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${error.type}</Code><Message>${escaped(error.message)}</Message></Error>`,
      );
  }
}

const longAgo = new Date('2026-11-01T00:00:00Z');

const etags = new WeakMap<object, string>();

/** A large object is read once for its mark. */
function etagOf(object: string | Uint8Array): string {
  const known = typeof object === 'string' ? undefined : etags.get(object);
  const etag = known ?? `"${createHash('md5').update(object).digest('hex')}"`;
  if (typeof object !== 'string') etags.set(object, etag);
  return etag;
}

function listing(
  bucket: Readonly<Record<string, string | Uint8Array>>,
  { Bucket, Prefix, ContinuationToken }: S3Request['input'],
  { most, writtenAt }: { most: number; writtenAt: Readonly<Record<string, Date>> },
): string {
  const all = Object.keys(bucket)
    .filter((key) => key.startsWith(String(Prefix)))
    .sort();
  const start = ContinuationToken === undefined ? 0 : Number(ContinuationToken);
  const page = all.slice(start, start + most);
  const next =
    start + most < all.length ? `<NextContinuationToken>${start + most}</NextContinuationToken>` : '';
  const contents = page.map((key) => {
    const body = bucket[key] ?? '';
    return `<Contents><Key>${escaped(key)}</Key><LastModified>${(writtenAt[`${String(Bucket)}/${key}`] ?? longAgo).toISOString()}</LastModified><ETag>${escaped(etagOf(body))}</ETag><Size>${typeof body === 'string' ? Buffer.byteLength(body) : body.length}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${escaped(String(Bucket))}</Name><Prefix>${escaped(String(Prefix))}</Prefix><KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${next !== ''}</IsTruncated>${contents.join('')}${next}</ListBucketResult>`;
}

const escaped = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
