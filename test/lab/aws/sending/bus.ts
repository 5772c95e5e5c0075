import { randomUUID } from 'node:crypto';
import { fitOf } from '../../../../src/parse/event-pattern.ts';
import { parseArn } from '../../../../src/parse/arn.ts';
import { eventNames } from '../../../../src/knowledge/event-types.ts';
import type { RegionWorld } from '../world.ts';
import { countUp, fillQueue } from './count.ts';
import { knownOf } from './known.ts';
import { intoQueue } from './queue.ts';
import type { SendingWorld } from './world.ts';

/** An event that SES puts on the default bus: to the targets of its rules, and to those of a test. */
export function ontoBus(
  { name, bus }: { name: string; bus: string },
  detail: Record<string, unknown>,
  { region, sending }: { region: RegionWorld; sending: SendingWorld },
): void {
  const type = name.toUpperCase();
  const event = {
    ...{ version: '0', id: randomUUID(), source: 'aws.ses', 'detail-type': eventNames[type]?.detailType },
    ...{ account: parseArn(bus)?.account, time: new Date().toISOString() },
    ...{ region: parseArn(bus)?.region, resources: resourcesOf(detail, bus), detail },
  };
  for (const { rule, targets } of region.rules) {
    const fits = fitOf(rule.EventPattern ?? '{}', knownOf(event)) === 'all';
    if (rule.State === 'DISABLED' || !fits) continue;
    const count = (metric: string): void => {
      countUp(region, 'AWS/Events', metric, { RuleName: rule.Name });
    };
    count('TriggeredRules');
    for (const { Arn = '', DeadLetterConfig: dead } of targets) {
      count('Invocations');
      if (!sending.failing.includes(Arn)) continue;
      count('FailedInvocations');
      if (dead?.Arn !== undefined) fillQueue(region, dead.Arn);
    }
  }
  for (const { targets } of sending.rules.values())
    for (const arn of targets.values()) intoQueue(arn, sending, event);
}

/** The configuration set, as SES writes it there ("Monitoring email events using Amazon EventBridge"). */
function resourcesOf(detail: Record<string, unknown>, bus: string): readonly string[] {
  const { tags } = (detail['mail'] ?? {}) as { tags?: Record<string, readonly string[]> };
  const arn = parseArn(bus);
  return arn === null
    ? []
    : (tags?.['ses:configuration-set'] ?? []).map(
        (set) => `arn:${arn.partition}:ses:${arn.region}:${arn.account}:configuration-set/${set}`,
      );
}
