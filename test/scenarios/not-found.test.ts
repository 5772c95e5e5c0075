import { describe, expect, it } from 'vitest';
import { type AwsAction, type AwsService, serviceOf } from '../../src/model/aws-calls.ts';
import { awsReplies } from '../../src/model/aws-replies.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { play } from '../lab/play.ts';
import { everythingAsked } from './everything-asked.ts';

/**
 * "Not found" means something of each call, and of none that nothing is there to be said. Where it names a thing that
 * was asked for, that thing is missing, and a finding says so; of everything else it is a question without an answer.
 */

/** What is missing when a call finds nothing. */
const missing: Readonly<Record<string, readonly string[]>> = {
  GetEmailIdentity: ['identity/not-found'],
  GetConfigurationSet: ['configuration-set/not-found', 'configuration-set/default-missing'],
  GetTenant: ['reputation/tenant-not-found'],
  GetEmailTemplate: ['template/not-found'],
  GetDedicatedIpPool: ['configuration-set/pool-empty'],
  DescribeDeliveryStream: ['events/stream-not-active'],
  ListRules: ['events/no-rule'],
  GetQueueAttributes: ['events/queue-refuses'],
};

/** Who is not found is on no list: that is the answer. */
const answers: ReadonlySet<string> = new Set(['GetSuppressedDestination', 'GetContact']);

const errors: Readonly<Partial<Record<AwsService, string>>> = {
  sqs: 'QueueDoesNotExist',
  eventbridge: 'ResourceNotFoundException',
  firehose: 'ResourceNotFoundException',
  cloudwatch: 'ResourceNotFoundException',
  iam: 'NoSuchEntityException',
};

const [story] = everythingAsked.values();
if (story === undefined) throw new Error('there is no story');
const base = await play(story);
const operations = [...new Set(base.lab.aws.calls.map(({ op }) => op))];

const checksOf = ({ stages }: Report) => stages.flatMap(({ checks }) => checks);
const above = (report: Report): readonly Finding[] =>
  checksOf(report).flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity === 'error' || severity === 'warning'),
  );

describe.each(operations)('%s that finds nothing', (op) => {
  it('is what is missing, or no answer', async () => {
    const action = (Object.keys(awsReplies) as AwsAction[]).find((one) => one.endsWith(`:${op}`));
    const type = (action === undefined ? undefined : errors[serviceOf(action)]) ?? 'NotFoundException';
    const { report } = await play({
      ...story,
      world(world) {
        story.world?.(world);
        world.aws.faults.unshift({ op, kind: 'error', type, message: 'not found' });
      },
    });
    if (report === null || base.report === null) throw new Error('there is no report');
    expect([...new Set(above(report).map(({ code }) => code))].toSorted()).toEqual(
      [...(missing[op] ?? [])].toSorted(),
    );
    const before = checksOf(base.report).flatMap(({ unanswered }) => unanswered).length;
    const open = checksOf(report).flatMap(({ unanswered }) => unanswered).length > before;
    const told =
      op in missing ||
      answers.has(op) ||
      checksOf(report).some(({ findings }) => findings.some(({ severity }) => severity === 'unknown'));
    expect({ op, open: open || told }).toEqual({ op, open: true });
  });
});
