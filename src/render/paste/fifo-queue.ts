import { fifoFaults } from '../../knowledge/fifo-queues.ts';
import type { Step } from '../../model/check.ts';
import { parseArn } from '../../parse/arn.ts';
import { command } from './paste.ts';

/** What lets a FIFO queue take the events of rules; `rules`: their ARNs; `url`: of the queue, null where it is not known. */
export function fifoStep(
  why: keyof typeof fifoFaults,
  { queue, url, rules }: { queue: string; url: string | null; rules: readonly string[] },
): Step {
  const [first = ''] = rules;
  const rule = parseArn(first);
  const [name, bus = 'default'] = (rule?.resource.replace(/^rule\//, '') ?? '').split('/').reverse();
  return {
    text: fifoFaults[why].fix,
    owner: 'you',
    command:
      why === 'ids'
        ? command`aws sqs set-queue-attributes --queue-url ${url} --attributes ContentBasedDeduplication=true --region ${parseArn(queue)?.region}`
        : command`aws events list-targets-by-rule --rule ${name} --event-bus-name ${bus} --region ${rule?.region}`,
  };
}
