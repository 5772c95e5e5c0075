import type { IncomingMessage } from 'node:http';
import type { AwsService } from '../../../src/model/aws-calls.ts';
import { type Operation, findRoute, operationCalled } from './operations.ts';
import { type Json, decode } from './shapes.ts';
import { parseForm } from './form.ts';

/** A request of the SDK, understood. */
export interface AwsRequest {
  operation: Operation;
  input: Record<string, unknown>;
}

/** Reads a body to its end. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Understands a request in any of the three protocols, or null when no operation answers to it. */
export function understand(request: IncomingMessage, body: Buffer, service: AwsService): AwsRequest | null {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return rpcRequest(target, body);
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    return queryRequest(body, service);
  }
  return restRequest(request, body);
}

function rpcRequest(target: string, body: Buffer): AwsRequest {
  const [prefix = '', name = ''] = target.split('.');
  const operation = operationCalled(rpcServices[prefix] ?? 'cloudwatch', name);
  return { operation, input: decode(operation.input, jsonOf(body)) as Record<string, unknown> };
}

/** The services of the JSON protocols, by the prefix of X-Amz-Target. */
const rpcServices: Readonly<Record<string, AwsService>> = {
  GraniteServiceVersion20100801: 'cloudwatch',
  AmazonSQS: 'sqs',
  AWSEvents: 'eventbridge',
  Firehose_20150804: 'firehose',
  AmazonAthena: 'athena',
  AWSGlue: 'glue',
  AWSOrganizationsV20161128: 'organizations',
};

function queryRequest(body: Buffer, service: AwsService): AwsRequest {
  const form = parseForm(body.toString());
  const operation = operationCalled(service, actionOf(form));
  return { operation, input: decode(operation.input, form) as Record<string, unknown> };
}

function restRequest(request: IncomingMessage, body: Buffer): AwsRequest | null {
  const url = new URL(request.url ?? '/', 'http://lab');
  const route = findRoute(request.method ?? 'GET', url.pathname);
  if (route === null) return null;
  const { operation, labels } = route;
  const members: Record<string, Json> = { ...(jsonOf(body) as Record<string, Json>), ...labels };
  for (const [name, member] of operation.input.structIterator()) {
    const parameter = member.getMergedTraits().httpQuery ?? name;
    if (url.searchParams.has(parameter)) {
      members[name] = member.isListSchema()
        ? url.searchParams.getAll(parameter)
        : (url.searchParams.get(parameter) ?? '');
    }
  }
  return { operation, input: decode(operation.input, members) as Record<string, unknown> };
}

function actionOf({ Action: action }: Record<string, Json>): string {
  return typeof action === 'string' ? action : '';
}

const jsonOf = (body: Buffer): Json => (body.length === 0 ? {} : (JSON.parse(body.toString()) as Json));
