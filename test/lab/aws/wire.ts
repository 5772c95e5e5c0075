import { randomUUID } from 'node:crypto';
import type { NormalizedSchema } from '@smithy/core/schema';
import { type Json, encode } from './shapes.ts';
import { type Operation, errorShape } from './operations.ts';
import type { AwsError } from './aws-error.ts';

/** A reply, ready to be written. */
export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The reply for an output, in the protocol of its service. Throws when the output has a field the SDK does not know. */
export function successReply(operation: Operation, output: unknown): Reply {
  const json = encode(operation.output, output, operation.name);
  if (isQuery(operation)) {
    const body = `<${operation.name}Response><${operation.name}Result>${xml(operation.output, json)}</${operation.name}Result>${metadata()}</${operation.name}Response>`;
    return { status: 200, headers: { 'content-type': 'text/xml' }, body };
  }
  return { status: 200, headers: jsonHeaders(operation), body: JSON.stringify(json) };
}

/** The reply for an error, in the protocol of the service. */
export function errorReply(operation: Operation, { type, message, status }: AwsError): Reply {
  const shape = errorShape(operation.service, type);
  const code = status ?? shape.status;
  if (isQuery(operation)) {
    const body = `<ErrorResponse><Error><Type>Sender</Type><Code>${shape.queryCode}</Code><Message>${escapeXml(message)}</Message></Error>${metadata()}</ErrorResponse>`;
    return { status: code, headers: { 'content-type': 'text/xml' }, body };
  }
  if (isRpc(operation)) {
    const headers = { ...jsonHeaders(operation), 'x-amzn-query-error': `${shape.queryCode};Sender` };
    return {
      status: code,
      headers,
      body: JSON.stringify({ __type: `com.amazonaws.${operation.service}#${type}`, message }),
    };
  }
  // IAM's own refusals write the message with a capital letter, the service's do not; the SDK reads both.
  const body = JSON.stringify(type === 'AccessDeniedException' ? { Message: message } : { message });
  return { status: code, headers: { ...jsonHeaders(operation), 'x-amzn-errortype': type }, body };
}

const isQuery = ({ service }: Operation): boolean => ['ses', 'sns', 'sts', 'iam'].includes(service);

const rpc: ReadonlySet<string> = new Set(['cloudwatch', 'sqs', 'eventbridge', 'firehose', 'athena', 'glue']);
const isRpc = ({ service }: Operation): boolean => rpc.has(service);

const jsonHeaders = (operation: Operation): Record<string, string> => ({
  'content-type': isRpc(operation) ? 'application/x-amz-json-1.0' : 'application/json',
  'x-amzn-requestid': randomUUID(),
});

const metadata = (): string => `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;

/** The Query protocol's XML of encoded output: lists of `member`, maps of `entry` with `key` and `value`. */
function xml(shape: NormalizedSchema, value: Json): string {
  if (Array.isArray(value)) {
    return (value as readonly Json[])
      .map((item) => `<member>${xml(shape.getValueSchema(), item)}</member>`)
      .join('');
  }
  // Seconds in JSON, a date in XML (Smithy, "timestampFormat").
  if (shape.isTimestampSchema()) return new Date(Number(value) * 1000).toISOString();
  if (typeof value !== 'object' || value === null) return escapeXml(String(value));
  const entries = Object.entries<Json>(value);
  if (shape.isMapSchema()) {
    const entry = ([key, item]: [string, Json]): string =>
      `<entry><key>${escapeXml(key)}</key><value>${xml(shape.getValueSchema(), item)}</value></entry>`;
    return entries.map(entry).join('');
  }
  return entries
    .map(([name, item]) => `<${name}>${xml(shape.getMemberSchema(name), item)}</${name}>`)
    .join('');
}

const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
