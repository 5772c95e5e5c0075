import { grouped } from '../model/many.ts';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { StreamBucket } from '../facts/event-path/stream.ts';
import { RecordSplitter } from '../history/record-splitter.ts';
import type { AwsCallOptions, AwsProbe } from '../model/aws.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import { Unavailable } from '../model/unavailable.ts';
import { prefixesOf } from './bucket-prefixes.ts';
import type { FailedRecord, ObjectsRead } from './bucket-read.ts';
import type { SentMessage } from './proof.ts';
import { isOurs } from './watch.ts';
import { eventIn, isObject, type Json, readEvent, type SeenEvent } from './seen.ts';
import type { bucketCalls } from './bucket-calls.ts';

type Reader = AwsProbe<(typeof bucketCalls)[number]>;

/** So much is read of all objects together, as they are stored. */
const mostBytes = 50 * 1024 * 1024;
/** So much may be in one object once it is unpacked. */
const mostUnpacked = 256 * 1024 * 1024;
/** Below what an answer may have at most. */
const partBytes = 4 * 1024 * 1024;
/** Of a list, by prefix; each has a thousand objects. */
const mostPages = 20;
/** Our clock and that of S3 may differ by so much ("RequestTimeTooSkewed"). */
const skew = 5 * 60_000;

/** What is looked for. */
export interface Wanted {
  nonce: string;
  messages: readonly SentMessage[];
  /** ARN of the stream. */
  stream: string;
  sentAt: number;
  bufferSeconds: number;
}

/**
 * Looks at the objects that a stream wrote since the messages were sent. Of what they hold nothing is kept but records with
 * the mark of this test, and nothing is saved. Every look goes on where the last one ended; it throws `Unavailable`.
 */
export class BucketReader {
  readonly #aws: Reader;
  readonly #bucket: StreamBucket;
  readonly #wanted: Wanted;
  readonly #options: AwsCallOptions | undefined;
  readonly #done = new Set<string>();
  readonly #seen: SeenEvent[] = [];
  readonly #failed: FailedRecord[] = [];
  readonly #notRead = new Set<string>();
  #left = { objects: 0, bytes: 0 };
  #objects = 0;
  #bytes = 0;
  #otherShapes = 0;

  constructor(aws: Reader, bucket: StreamBucket, wanted: Wanted, options: AwsCallOptions | undefined) {
    this.#aws = aws;
    this.#bucket = bucket;
    this.#wanted = wanted;
    this.#options = options;
  }

  async look(now: number): Promise<void> {
    const { sentAt, bufferSeconds } = this.#wanted;
    const prefixes = prefixesOf(this.#bucket, {
      ...{ from: sentAt - skew - bufferSeconds * 1000, to: now + skew },
    });
    for (const prefix of prefixes)
      for (const object of await this.#newBelow(prefix)) await this.#read(object);
  }

  get result(): ObjectsRead {
    const { objects, bytes } = this.#left;
    const more =
      objects === 0
        ? []
        : [
            `${objects === 1 ? '1 new object' : `${grouped(objects)} new objects`} of ${grouped(Math.ceil(bytes / 1024 ** 2))} MB ${objects === 1 ? 'was' : 'were'} left out: 50 MB are read at most`,
          ];
    const notRead = [...this.#notRead, ...more];
    return {
      ...{ seen: [...this.#seen], failed: [...this.#failed], objects: this.#objects, bytes: this.#bytes },
      ...{ otherShapes: this.#otherShapes, notRead: notRead.length === 0 ? null : notRead.join('; ') },
    };
  }

  async #newBelow(prefix: string): Promise<readonly Listed[]> {
    const found: Listed[] = [];
    let token: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const reply = await this.#aws(
        's3:ListObjectsV2',
        {
          Bucket: this.#bucket.name,
          Prefix: prefix,
          ...(token !== undefined && { ContinuationToken: token }),
        },
        this.#options,
      );
      found.push(...(reply.Contents ?? []).filter((one) => this.#isNew(one)));
      token = reply.NextContinuationToken;
      if (token === undefined || token === '') return found;
    }
    this.#notRead.add(`${prefix} holds more than ${String(mostPages * 1000)} objects`);
    return found;
  }

  #isNew({ Key, Size, LastModified }: Listed): boolean {
    const isOld = LastModified !== undefined && LastModified.getTime() < this.#wanted.sentAt - skew;
    return Size > 0 && !isOld && !this.#done.has(Key);
  }

  async #read(object: Listed): Promise<void> {
    const { Key, Size, LastModified } = object;
    if (this.#bytes + Size > mostBytes) {
      this.#done.add(Key);
      this.#left = { objects: this.#left.objects + 1, bytes: this.#left.bytes + Size };
      return;
    }
    const stored = await this.#fetch(object);
    this.#done.add(Key);
    if (stored === null) {
      this.#notRead.add(`${Key}: taken away before it could be read`);
      return;
    }
    this.#objects += 1;
    this.#bytes += Size;
    const text = await textOf(stored, this.#bucket.compression);
    if (typeof text !== 'string') {
      this.#notRead.add(`${Key}: ${text.not}`);
      return;
    }
    if (!this.#isMarked(text) && !text.includes('rawData')) return;
    const splitter = new RecordSplitter((value) => {
      if (isObject(value)) this.#take(value, LastModified);
    });
    splitter.push(text);
    splitter.end();
  }

  /** Null: it is there no more. */
  async #fetch(object: Listed): Promise<Buffer | null> {
    try {
      return await this.#parts(object);
    } catch (error) {
      if (error instanceof Unavailable && error.reason === 'not-found') return null;
      throw error;
    }
  }

  async #parts({ Key, Size, ETag }: Listed): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for (let at = 0; at < Size; at += partBytes) {
      const { Body } = await this.#aws(
        's3:GetObject',
        {
          ...{ Bucket: this.#bucket.name, Key },
          Range: `bytes=${String(at)}-${String(Math.min(Size, at + partBytes) - 1)}`,
          // It must not change between one part and the next.
          ...(ETag !== undefined && { IfMatch: ETag }),
        },
        this.#options,
      );
      parts.push(Body);
    }
    return Buffer.concat(parts);
  }

  /** The mark stands in the label of the recipient, and in a tag. */
  readonly #isMarked = (text: string): boolean => text.includes(this.#wanted.nonce);

  #take(value: Json, writtenAt: Date | undefined): void {
    const { messages, stream } = this.#wanted;
    const recipients = messages.map(({ recipient }) => recipient);
    const isOwn = isOurs(messages, this.#wanted.nonce);
    const failed = failedRecordIn(value, recipients);
    if (failed !== null) {
      const { type, recipient } = failed.event;
      if (isOwn(failed.event)) this.#failed.push({ type, recipient, words: failed.words });
      return;
    }
    const event = eventIn(value, recipients);
    if (event !== null && isOwn(event)) {
      const queued = writtenAt?.toISOString() ?? null;
      this.#seen.push({ ...event, place: stream, at: { ...event.at, published: null, queued } });
    } else if (this.#isMarked(JSON.stringify(value))) this.#otherShapes += 1;
  }
}

type Listed = NonNullable<AwsReply<'s3:ListObjectsV2'>['Contents']>[number];

/** "Handle failure in data transformation": the record stands in rawData, the reason beside it. */
function failedRecordIn(
  value: Json,
  recipients: readonly string[],
): { event: SeenEvent; words: string } | null {
  const { rawData } = value;
  if (typeof rawData !== 'string') return null;
  const event = readEvent(Buffer.from(rawData, 'base64').toString(), recipients);
  if (event === null) return null;
  const words = ['errorCode', 'ErrorCode', 'errorMessage', 'ErrorMessage'].flatMap((member) =>
    typeof value[member] === 'string' ? [value[member]] : [],
  );
  return {
    event,
    words: words.join(': ').slice(0, 400) || 'no reason is given',
  };
}

const unpack = promisify(gunzip);

/** Formats that hold no lines, by what they begin with. */
const closed: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'ZIP is not read'],
  ['PAR1', 'Parquet is not read'],
  ['ORC', 'ORC is not read'],
  ['\u00ff\u0006\u0000\u0000sNaPpY', 'Snappy is not read'],
];

async function textOf(stored: Buffer, compression: string): Promise<string | { not: string }> {
  if (stored[0] === 0x1f && stored[1] === 0x8b) {
    try {
      return (await unpack(stored, { maxOutputLength: mostUnpacked })).toString('utf8');
    } catch (error) {
      const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      return { not: isLarge ? 'more than 256 MB once it is unpacked' : 'its gzip is broken' };
    }
  }
  const head = stored.toString('latin1', 0, 16);
  const known = closed.find(([mark]) => head.startsWith(mark));
  if (known !== undefined) return { not: known[1] };
  if (/snappy/i.test(compression)) return { not: 'Snappy is not read' };
  return stored.toString('utf8');
}
