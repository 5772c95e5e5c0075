import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsAction } from '../../../src/model/aws-calls.ts';
import { awsCalls, historyCalls } from '../../../src/model/aws-calls.ts';
import { answers } from './answers/all.ts';
import type { AnswerContext } from './answers/answer.ts';
import { AwsError } from './aws-error.ts';
import { type AwsFault, faultPicker, holds } from './faults.ts';
import { altered, errorOf, misbehave, send } from './misbehave.ts';
import { actionNamed, type Operation, operationCalled } from './operations.ts';
import { rateLimiter } from './rate.ts';
import { type AwsRequest, bodyOf, understand } from './request.ts';
import { answerS3, s3Request } from './s3.ts';
import { sendingAnswer } from './sending/answers.ts';
import { type Scope, checkSignature, scopeOf } from './signature.ts';
import { type Reply, errorReply, successReply } from './wire.ts';
import { type AwsOverride, type AwsWorld, emptyRegion, homeAccount } from './world.ts';

/** A call that the lab saw. Times are milliseconds on one rising clock; `ended` is null while it is not answered. */
export interface AwsCall {
  op: string;
  input: Record<string, unknown>;
  region: string;
  started: number;
  ended: number | null;
  /** Whose call it was. */
  accessKeyId: string;
  /** Whether a fault or a throttle befell it, so that asking again is right. */
  failed: boolean;
}

/** A fake of the AWS API on a free port of 127.0.0.1. */
export interface AwsServer {
  url: string;
  /** Every call so far, in the order of arrival. */
  calls: readonly AwsCall[];
  /** What should never happen: calls that the product has no business making, mistakes in the world. */
  complaints: readonly string[];
  close: () => Promise<void>;
}

/** Starts the fake. Throws at once when an override names an operation or a field that the SDK does not have. */
export async function startAwsServer(world: AwsWorld): Promise<AwsServer> {
  for (const [name, overrides] of Object.entries(world.overrides)) checkOverrides(name, overrides);
  const calls: AwsCall[] = [];
  const complaints: string[] = [];
  const faultOf = faultPicker(world.faults);
  const overRate = rateLimiter(world.ratePerSecond);

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const scope = scopeOrError(request);
    if (!(scope instanceof AwsError) && scope.service === 's3') {
      answerObject(request, response, scope.region);
      return;
    }
    const service = scope instanceof AwsError ? 'sesv2' : serviceOf(scope.service);
    const understood = understand(request, body, service);
    if (understood === null) {
      complaints.push(`no operation answers to ${request.method ?? ''} ${request.url ?? ''}`);
      response.writeHead(404, { 'x-amzn-errortype': 'UnknownOperationException' }).end('{}');
      return;
    }
    const { operation, input } = understood;
    const region = scope instanceof AwsError ? '' : scope.region;
    const call: AwsCall = {
      ...{ op: operation.name, input, region, started: performance.now(), ended: null },
      ...{ accessKeyId: scope instanceof AwsError ? '' : scope.accessKeyId, failed: false },
    };
    calls.push(call);
    response.on('close', () => {
      call.ended = performance.now();
    });
    if (world.delayMs > 0) await sleep(world.delayMs, undefined, { ref: false });
    const ahead = world.regions[region]?.sending?.aheadSeconds ?? 0;
    if (ahead !== 0) response.setHeader('date', new Date(Date.now() + ahead * 1000).toUTCString());
    const account = scope instanceof AwsError ? '' : (accountOf(world, scope.accessKeyId)?.number ?? '');
    const isOver = overRate(`${account} ${region} ${operation.name}`);
    const fault: AwsFault | null = isOver
      ? { op: '*', kind: 'throttle' }
      : faultOf({ op: operation.name, input, region, account });
    call.failed = fault !== null;
    const reply = replyTo(understood, scope, fault, () => {
      if (!(scope instanceof AwsError) && world.credentials !== null)
        checkSignature(request, body, scope, world.credentials);
    });
    if (fault === null) send(response, reply);
    else await misbehave(response, fault, reply);
  }

  function answerObject(request: IncomingMessage, response: ServerResponse, region: string): void {
    const asked = s3Request(request);
    if (asked === null) {
      complaints.push(`the product asked S3 for ${request.method ?? ''} ${request.url ?? ''}`);
      response.writeHead(405).end();
      return;
    }
    const fault = faultOf({ ...asked, region });
    const at = performance.now();
    calls.push({ ...asked, region, started: at, ended: at, accessKeyId: '', failed: fault !== null });
    answerS3(response, asked, world.regions[region] ?? null, fault, Math.min(1000, world.pageSize ?? 1000));
  }

  function replyTo(
    { operation, input }: AwsRequest,
    scope: Scope | AwsError,
    fault: AwsFault | null,
    authorize: () => void,
  ): Reply {
    try {
      if (scope instanceof AwsError) throw scope;
      authorize();
      const refusal = fault === null ? null : errorOf(fault, operation);
      if (refusal !== null) throw refusal;
      const output = answer(operation, input, scope);
      return successReply(operation, altered(fault, output));
    } catch (error) {
      if (error instanceof AwsError) return errorReply(operation, error);
      // A mistake in the scenario or the lab, not something AWS would say.
      complaints.push(error instanceof Error ? error.message : String(error));
      return errorReply(operation, new AwsError('InternalFailure', String(error), 500));
    }
  }

  function answer(
    operation: Operation,
    input: Record<string, unknown>,
    { region: regionName, accessKeyId }: Scope,
  ): object {
    const override = world.overrides[operation.name]?.find(
      ({ when, region }) => (region ?? regionName) === regionName && holds(input, when),
    );
    if (override !== undefined) return overriddenReply(override);
    const account = accountOf(world, accessKeyId);
    // STS and Organizations are where no SES needs to be.
    const isGlobal = operation.service === 'sts' || operation.service === 'organizations';
    const region = account?.regions[regionName] ?? (isGlobal ? emptyRegion() : null);
    if (region === null) {
      throw new AwsError(
        'UnrecognizedClientException',
        'The security token included in the request is invalid.',
      );
    }
    const sending =
      region.sending === null
        ? null
        : sendingAnswer(operation, input, {
            ...{ region, regionName, sending: region.sending, now: new Date() },
          });
    if (sending !== null) return sending;
    const action = actionOf(operation);
    if (action === null) {
      complaints.push(`the product called ${operation.name}, which it has no business to call`);
      throw new AwsError('AccessDeniedException', `The lab does not answer ${operation.name}`);
    }
    const context: AnswerContext = {
      region,
      regionName,
      most: (most) => Math.min(most, world.pageSize ?? most),
      now: new Date(),
      account: account?.number ?? homeAccount,
      world,
    };
    // The table's type has made sure that each action meets its own input.
    return (answers[action] as (input: unknown, context: AnswerContext) => object)(input, context);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      complaints.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, calls, complaints, close: () => close(server) };
}

/** The account whose key signed: a role that was taken on has the number of its account in the key. */
function accountOf(
  world: AwsWorld,
  accessKeyId: string,
): { number: string; regions: AwsWorld['regions'] } | null {
  const number = /^ASIALAB(\d{12})$/.exec(accessKeyId)?.[1];
  if (number === undefined) return { number: homeAccount, regions: world.regions };
  const regions = world.accounts[number]?.regions;
  return regions === undefined ? null : { number, regions };
}

function checkOverrides(name: string, overrides: readonly AwsOverride[]): void {
  const operation = operationCalled(null, name);
  for (const { reply } of overrides) if (!isError(reply)) successReply(operation, reply);
}

function overriddenReply({ reply }: AwsOverride): object {
  if (isError(reply)) throw new AwsError(reply.error.type, reply.error.message);
  return reply;
}

const isError = (reply: AwsOverride['reply']): reply is { error: { type: string; message: string } } =>
  'error' in reply;

function scopeOrError(request: IncomingMessage): Scope | AwsError {
  try {
    return scopeOf(request);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/** The services of the Query protocol, by the name that requests are signed with. */
const serviceOf = (signingName: string): 'sns' | 'ses' | 'sts' | 'iam' =>
  signingName === 'sns' || signingName === 'sts' || signingName === 'iam' ? signingName : 'ses';

function actionOf({ service, name }: Operation): AwsAction | null {
  const action = actionNamed(service, name);
  return action in awsCalls || action in historyCalls ? (action as AwsAction) : null;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
