import { isKeyOfSns, type Topic } from '../facts/topics.ts';
import { parseArn } from '../parse/arn.ts';
import { command } from '../render/paste/paste.ts';
import { keyStatementToPaste } from '../render/paste/statement.ts';
import { hasShown } from './counts.ts';
import { accepted, type Proof } from './proof.ts';
import { expectedTypes, typesAt, type Ways } from './ways.ts';

interface Locked {
  /** What may be wrong, in a sentence. */
  doubt: string;
  /** What to look at, with a command. */
  look: string;
}

/**
 * Topics on the way that have shown nothing, and of which the settings cannot tell whether SES may publish there: what to
 * look at, and how. Where a queue of our own listened, the finding says it.
 */
export const lockedTopics = (proof: Proof, known: Ways, topics: readonly Topic[]): readonly Locked[] =>
  accepted(proof).length === 0
    ? []
    : topics
        .filter(
          ({ arn }) =>
            typesAt(known, arn, expectedTypes(proof)).length > 0 &&
            proof.tap?.places.some(({ place, open }) => place === arn && open.ok) !== true &&
            !hasShown(proof.counts, arn, arn),
        )
        .flatMap(({ arn, state }) =>
          state.ok && state.value.kind === 'topic' ? (lookAt(arn, state.value) ?? []) : [],
        );

function lookAt(
  topic: string,
  { kmsKey, publish, fifo }: { kmsKey: string | null; publish: string; fifo: boolean },
): Locked | null {
  // Of these a finding tells.
  if (fifo || publish === 'blocked' || (kmsKey !== null && isKeyOfSns(kmsKey))) return null;
  const region = parseArn(topic)?.region;
  if (kmsKey !== null)
    return {
      doubt: `${topic} is encrypted with ${kmsKey}, whose policy may shut SES out.`,
      look: sentences(
        `${topic} is encrypted with ${kmsKey}, and the policy of that key was not read: without this statement in it SES drops every event.${keyStatementToPaste(['ses.amazonaws.com'])}`,
        command`aws kms get-key-policy --key-id ${kmsKey} --policy-name default --region ${region}`,
      ),
    };
  return publish === 'unclear'
    ? {
        doubt: `The policy of ${topic} may not let SES publish.`,
        look: sentences(
          `Whether the policy of ${topic} lets SES publish cannot be judged from here.`,
          command`aws sns get-topic-attributes --topic-arn ${topic} --region ${region}`,
        ),
      }
    : null;
}

const sentences = (text: string, look: string | null): string =>
  look === null ? text : `${text} To see it: ${look}`;
