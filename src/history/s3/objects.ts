import { grouped } from '../../model/many.ts';
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { mkdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Unavailable } from '../../model/unavailable.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { bytesText } from '../bytes.ts';
import { diskFault, HistoryFault, HistoryInterrupted } from '../failure.ts';

/** An object of a bucket. */
export interface StoredObject {
  bucket: string;
  key: string;
  size: number;
  /** What it holds, by S3's own mark; null where a stand-in gives none. */
  etag: string | null;
}

type Reader = AwsProbe<'s3:ListObjectsV2' | 's3:GetObject'>;

/** More is for Athena, or for a part of the prefix. */
export const mostBytes = 20 * 1024 ** 3;
const mostObjects = 200_000;
/** Below what an answer may have at most; each part is a question with its own retries. */
const partBytes = 4 * 1024 * 1024;
const atOnce = 4;

/** The objects below a prefix, in order; what Spark and consoles leave behind (empty, hidden) is left out. */
export async function objectsBelow(
  aws: Reader,
  { bucket, prefix }: { bucket: string; prefix: string },
): Promise<readonly StoredObject[]> {
  const found: StoredObject[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await ask(bucket, () =>
      aws('s3:ListObjectsV2', {
        Bucket: bucket,
        Prefix: prefix,
        ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
      }),
    );
    for (const { Key, Size, ETag } of page.Contents ?? []) {
      if (Size > 0 && !/(?:^|\/)[._][^/]*$/.test(Key))
        found.push({ bucket, key: Key, size: Size, etag: ETag ?? null });
    }
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken !== undefined && found.length <= mostObjects);
  const place = `s3://${bucket}/${prefix}`;
  if (found.length === 0) throw new HistoryFault(`history: there is no object in ${place}`);
  const bytes = found.reduce((sum, { size }) => sum + size, 0);
  if (found.length > mostObjects || bytes > mostBytes)
    throw new HistoryFault(
      `history: ${place} holds ${found.length > mostObjects ? `more than ${grouped(mostObjects)} objects` : bytesText(bytes)}, more than is fetched (${grouped(mostObjects)} objects, ${bytesText(mostBytes)}); give a part of it, or ask Athena`,
    );
  return found;
}

/**
 * Fetches objects into a folder, some at once. Returns the paths, in order. Throws `HistoryFault` and
 * `HistoryInterrupted`; what came is then left to whoever takes the folder away.
 */
export async function fetched(
  aws: Reader,
  objects: readonly StoredObject[],
  folder: string,
  progress: (text: string) => void,
): Promise<readonly string[]> {
  const all = objects.reduce((sum, { size }) => sum + size, 0);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const disk = await statfs(folder);
  if (disk.bavail * disk.bsize < all)
    throw new HistoryFault(
      `history: ${bytesText(all)} are to be fetched and the disk of ${folder} has room for ${bytesText(disk.bavail * disk.bsize)}; clear it, or set TMPDIR to a folder with more room`,
    );
  let bytes = 0;
  let done = 0;
  const say = (): void => {
    progress(
      `fetching: ${grouped(done)} of ${grouped(objects.length)} objects, ${bytesText(bytes)} of ${bytesText(all)}`,
    );
  };
  say();
  const waiting = objects.entries();
  const paths: string[] = [];
  let failed = false;
  const work = async (): Promise<void> => {
    for (const [index, object] of waiting) {
      if (failed) return;
      const path = join(folder, `${String(index).padStart(6, '0')}-${nameOf(object)}`);
      paths[index] = path;
      try {
        await fetchInto(aws, object, path, (length) => {
          bytes += length;
          say();
        });
      } catch (error) {
        failed = true;
        throw error;
      }
      done += 1;
      say();
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: atOnce }, work));
  const broken = ended.find((one) => one.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return paths;
}

/** Where an object is kept: nothing of its key that a file system could take for something else. */
const nameOf = ({ key }: StoredObject): string =>
  (key.split('/').at(-1) ?? '').replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(-80);

async function fetchInto(
  aws: Reader,
  { bucket, key, size, etag }: StoredObject,
  path: string,
  took: (length: number) => void,
): Promise<void> {
  const file = createWriteStream(path, { mode: 0o600 });
  const broken: { error: NodeJS.ErrnoException | null } = { error: null };
  file.on('error', (error) => (broken.error = error));
  try {
    for (let at = 0; at < size; at += partBytes) {
      const { Body } = await ask(bucket, () =>
        aws('s3:GetObject', {
          Bucket: bucket,
          Key: key,
          Range: `bytes=${at}-${Math.min(size, at + partBytes) - 1}`,
          // It must not change between one part and the next.
          ...(etag === null ? {} : { IfMatch: etag }),
        }),
      );
      if (broken.error !== null) throw broken.error;
      if (!file.write(Body)) await once(file, 'drain');
      took(Body.length);
    }
    file.end();
    await finished(file);
  } catch (error) {
    file.destroy();
    throw diskFault(error);
  }
}

/** What S3 refuses is a line for the user, with the bucket in it. */
async function ask<T>(bucket: string, question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    const { reason, detail } = error.why;
    if (reason === 'interrupted') throw new HistoryInterrupted();
    if (detail['name'] === 'PreconditionFailed' || detail['status'] === '412')
      throw new HistoryFault(`history: an object of s3://${bucket} changed while it was read; try again`);
    throw new HistoryFault(`history: s3://${bucket}: ${error.message}`);
  }
}
