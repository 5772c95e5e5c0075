import type { Answer } from '../model/unavailable.ts';
import type { SeenEvent } from './seen.ts';

/** What --read-bucket saw of a stream. */
export interface BucketRead {
  /** ARN of the stream. */
  stream: string;
  /** `s3://bucket/prefix`, as the stream has it. */
  place: string;
  /** ARN of the key of KMS that encrypts the objects, or null. */
  key: string | null;
  read: Answer<ObjectsRead>;
  /** From the first message on. */
  seconds: number;
  /** `enough`: all came, or the buffer of the stream had its time; `given`: the time of --wait was up before; `default`: the time that holds without it. */
  waited: 'enough' | 'given' | 'default';
}

/** What the new objects held. */
export interface ObjectsRead {
  seen: readonly SeenEvent[];
  /** Events that the stream could not process, in the words of Firehose. */
  failed: readonly FailedRecord[];
  objects: number;
  bytes: number;
  /** Records that hold the mark of this test, in a format that SES does not use. */
  otherShapes: number;
  /** Why some objects were not read, or null. */
  notRead: string | null;
}

export interface FailedRecord {
  type: string;
  recipient: string;
  /** As `Lambda.FunctionError: …`. */
  words: string;
}
