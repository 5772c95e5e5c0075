import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { AwsProbe } from '../../../src/model/aws.ts';
import type { AwsProbeOptions } from '../../../src/probes/aws/options.ts';
import { awsProbe } from '../../../src/probes/aws/probe.ts';
import { Unavailable, type Why } from '../../../src/model/unavailable.ts';

export type Answerer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export interface StandIn {
  url: string;
  port: number;
  /** Request lines seen, as `GET /v2/email/account`. */
  seen: string[];
  /** Names asked for with CONNECT. */
  connects: string[];
  close: () => Promise<void>;
}

/** An HTTP server on loopback. `connect` answers CONNECT, for a proxy. */
export async function standIn(
  answer: Answerer,
  connect?: (request: IncomingMessage, socket: Socket, head: Buffer) => void,
): Promise<StandIn> {
  const seen: string[] = [];
  const connects: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    seen.push(`${request.method ?? ''} ${request.url ?? ''}`);
    answer(request, response, seen.length);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  if (connect !== undefined) {
    server.on('connect', (request, socket: Socket, head) => {
      connects.push(request.url ?? '');
      connect(request, socket, head);
    });
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    connects,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers in JSON as SES does. */
export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** Answers with an error of the REST-JSON protocol. */
export function fail(response: ServerResponse, status: number, name: string, message = ''): void {
  json(response, status, { message }, { 'x-amzn-errortype': name });
}

export const account = {
  ProductionAccessEnabled: true,
  SendingEnabled: true,
  SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14 },
};

/** A probe with keys in the environment. */
export function probeWith(more: Partial<AwsProbeOptions>): AwsProbe {
  return awsProbe({
    region: 'eu-west-1',
    profile: null,
    endpointUrl: null,
    timeoutMs: 30_000,
    env: process.env,
    now: () => new Date(),
    signal: new AbortController().signal,
    ...more,
  });
}

/** Why a call failed. */
export async function whyOf(call: Promise<unknown>): Promise<Why> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Unavailable) return error.why;
    throw error;
  }
  throw new Error('The call was answered');
}
