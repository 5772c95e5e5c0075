import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsService } from '../../../src/model/aws-calls.ts';
import { AwsError } from './aws-error.ts';
import type { AwsMisbehaviour } from './faults.ts';
import { actionNamed } from './operations.ts';
import type { Reply } from './wire.ts';

/** The error reply that a fault stands for, or null when it is not one. */
export function errorOf(
  fault: AwsMisbehaviour,
  { service, name }: { service: AwsService; name: string },
): AwsError | null {
  switch (fault.kind) {
    case 'error':
      return new AwsError(fault.type, fault.message ?? fault.type, fault.status ?? null);
    case 'deny': {
      const action = actionNamed(service, name);
      const user = 'arn:aws:iam::111122223333:user/monitoring';
      return new AwsError(
        'AccessDeniedException',
        `User: ${user} is not authorized to perform: ${action} because no identity-based policy allows the ${action} action`,
      );
    }
    case 'throttle':
      return service === 'sesv2'
        ? new AwsError('TooManyRequestsException', 'Too many requests', 429)
        : new AwsError('Throttling', 'Rate exceeded', 400);
    case 'server-error':
      return new AwsError(
        'InternalFailure',
        'The request processing has failed because of an unknown error.',
        500,
      );
    case 'html':
    case 'hang':
    case 'drop':
    case 'garbage':
    case 'body':
    case 'truncate':
    case 'oversize':
    case 'drip':
    case 'repeat-token':
    case 'member':
    case 'late':
      return null;
  }
}

/** What is to be sent instead of the right answer, where a fault changes only that. */
export function altered(fault: AwsMisbehaviour | null, output: object): object {
  if (fault?.kind === 'repeat-token') return { ...output, NextToken: 'bGFiOjA' };
  return fault?.kind === 'member'
    ? (withMember(output, fault.path.split('.'), fault.value) as object)
    : output;
}

function withMember(at: unknown, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const inner = (one: unknown): unknown => (rest.length === 0 ? value : withMember(one, rest, value));
  if (Array.isArray(at)) return at.map(inner);
  const object = typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>) : {};
  if (name !== '*') return { ...object, [name]: inner(object[name]) };
  return Object.fromEntries(Object.entries(object).map(([key, one]) => [key, inner(one)]));
}

/** Answers as the fault says, where that is not an error reply. `right` is the reply without the fault. */
export async function misbehave(
  response: ServerResponse,
  fault: AwsMisbehaviour,
  right: Reply,
): Promise<void> {
  switch (fault.kind) {
    case 'html':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!DOCTYPE html><title>Sign in to the network</title>');
      return;
    case 'hang':
      return;
    case 'drop':
      response.destroy();
      return;
    case 'garbage':
      response.writeHead(200, { 'content-type': right.headers['content-type'] }).end('\u0000\u0001{{{]]');
      return;
    case 'body':
      response
        .writeHead(200, { 'content-type': fault.contentType ?? right.headers['content-type'] })
        .end(fault.text);
      return;
    case 'truncate':
      response.writeHead(right.status, { ...right.headers, 'content-length': Buffer.byteLength(right.body) });
      response.write(right.body.slice(0, right.body.length / 2), () => response.destroy());
      return;
    case 'oversize':
      response.writeHead(right.status, right.headers);
      response.end(`{"Padding":"${'x'.repeat(fault.bytes)}"}`);
      return;
    case 'drip':
      response.writeHead(right.status, right.headers);
      // Blanks may stand before JSON and XML, so that no reader can tell yet that the answer will not come.
      while (!response.destroyed) {
        response.write(' ');
        await sleep(fault.everyMs, undefined, { ref: false });
      }
      return;
    case 'late':
      await sleep(fault.delayMs, undefined, { ref: false });
      send(response, right);
      return;
    case 'error':
    case 'deny':
    case 'throttle':
    case 'server-error':
    case 'repeat-token':
    case 'member':
      // `right` holds the error, the repeated token or the member already.
      send(response, right);
  }
}

/** Writes a reply as it should be. */
export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (!response.destroyed) response.writeHead(status, headers).end(body);
}
