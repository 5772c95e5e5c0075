import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsAction, awsCalls, historyCalls, serviceOf } from '../../../src/model/aws-calls.ts';
import { awsReplies, readReply } from '../../../src/model/aws-replies.ts';
import type { AwsProbe } from '../../../src/model/aws.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { operationCalled } from '../../lab/aws/operations.ts';
import { type Listing, listed, mutationsOf, sampleOf } from './reply-shapes.ts';
import { probeWith, standIn, type StandIn } from './stand-in.ts';

/**
 * Replies of any shape. Which shapes there are comes from the SDK's schemas, and what is to become of each from the
 * table of replies: an action that is added is put to the test with its row.
 */

// A stopped query answers with nothing, and the body of an object is no JSON.
const shapeless: readonly string[] = ['athena:StopQueryExecution', 's3:GetObject'];
const actions = (Object.keys({ ...awsCalls, ...historyCalls }) as AwsAction[]).filter(
  (action) => !shapeless.includes(action),
);
const shapeOf = (action: AwsAction) => operationCalled(serviceOf(action), action.split(':')[1] ?? '').output;

/** Actions whose reply may lack every member, with what that says. */
const mayBeEmpty: Partial<Record<AwsAction, string>> = {};

describe.each(actions)('the reply to %s', (action) => {
  const members = membersOf(action);
  const whole = sampleOf(shapeOf(action), 'value');

  it('is read where it is whole, and reads only what the SDK knows', () => {
    const known = new Set(mutationsOf(shapeOf(action), 'value').map(({ path }) => path));
    expect(readReply(action, whole)).toMatchObject({ ok: true });
    expect([...members.keys()].filter((path) => path !== '' && !known.has(path))).toEqual([]);
  });

  it.each([[null], [[]], [{}], ['text'], [7], [true]])(
    'is malformed as %j, unless it may be empty',
    (reply) => {
      const isEmpty = typeof reply === 'object' && reply !== null;
      expect(
        readReply(action, reply).ok,
        'A reply in which every member may be absent goes into `mayBeEmpty`, with what an empty one means',
      ).toBe(isEmpty && Object.hasOwn(mayBeEmpty, action));
    },
  );

  it('is malformed where a member that counts is missing or of another type, and only there', () => {
    const wrong = mutationsOf(shapeOf(action), 'value').flatMap(({ path, what, reply }) => {
      const expected = outcome(members.get(path), what);
      const { ok } = readReply(action, reply);
      return expected === ok ? [] : [`${path} ${what}: ${ok ? 'read' : 'malformed'}`];
    });
    expect(wrong).toEqual([]);
  });
});

/** A MAIL FROM domain without its status would be called pending. The sample has the domain. */
const neededBeside: Partial<Record<AwsAction, string>> = {
  'ses:GetEmailIdentity': 'MailFromAttributes.MailFromDomainStatus',
};

function membersOf(action: AwsAction): ReadonlyMap<string, Listing> {
  const needed = neededBeside[action];
  const members = listed(awsReplies[action]);
  return needed === undefined ? members : new Map([...members, [needed, 'required']]);
}

/** True: such a reply is read. A member that is in no list may hold anything. */
function outcome(member: Listing | undefined, what: string): boolean {
  if (member === undefined) return true;
  return what === 'missing' && member === 'maybe';
}

describe('over the wire', () => {
  let body = '';
  let server: StandIn;
  let aws: AwsProbe;

  beforeAll(async () => {
    server = await standIn((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
    const keys = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' };
    aws = probeWith({ endpointUrl: server.url, env: keys });
  });
  afterAll(async () => {
    await server.close();
  });

  it.each(actions.filter((action) => serviceOf(action) === 'sesv2'))(
    '%s is read or malformed, and never a fault of ours',
    async (action) => {
      const input = sampleOf(operationCalled('sesv2', action.split(':')[1] ?? '').input, 'value');
      const members = membersOf(action);
      const whole = { path: '', what: 'whole', reply: sampleOf(shapeOf(action), 'wire') };
      const others = [null, [], {}, 'text', 7].map((reply) => ({ path: '', what: 'other', reply }));
      const odd: string[] = [];
      for (const { path, what, reply } of [whole, ...others, ...mutationsOf(shapeOf(action), 'wire')]) {
        body = JSON.stringify(reply);
        const answer = await put(aws, action, input);
        // JSON has null for what is absent. What nobody reads may still be more than the SDK can read.
        const absent = what === 'missing' || what === 'null';
        const member = path === '' ? 'required' : members.get(path);
        const right =
          what === 'whole' || (absent && member !== 'required')
            ? ['read']
            : member === undefined
              ? ['read', 'malformed']
              : ['malformed'];
        if (!right.includes(answer)) odd.push(`${path} ${what}: ${answer}`);
      }
      expect(odd).toEqual([]);
    },
  );
});

async function put(aws: AwsProbe, action: AwsAction, input: unknown): Promise<string> {
  try {
    await aws(action, input as never);
    return 'read';
  } catch (error) {
    return error instanceof Unavailable ? error.reason : String(error);
  }
}
