import { isKeyOfSns, type Topic } from '../facts/topics.ts';
import { parseArn } from '../parse/arn.ts';
import { command } from '../render/paste/paste.ts';
import { keyStatementToPaste } from '../render/paste/statement.ts';
import { hasShown } from './counts.ts';
import { otherAccount } from './own-account.ts';
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
export const lockedTopics = (
  proof: Proof,
  known: Ways,
  { topics, own }: { topics: readonly Topic[]; /** The account of this run. */ own: string | null },
): readonly Locked[] =>
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
          state.ok
            ? state.value.kind === 'topic'
              ? (lookAt(arn, state.value) ?? [])
              : []
            : state.why.reason === 'access-denied'
              ? (forItsOwner(arn, own) ?? [])
              : [],
        );

/** What the owner of a topic in another account has to look at, since nobody else can. */
function forItsOwner(topic: string, own: string | null): Locked | null {
  const account = otherAccount(topic, own);
  if (account === null) return null;
  const region = parseArn(topic)?.region;
  return {
    doubt: `${topic} belongs to account ${account}, which shows nothing of it.`,
    look: sentences(
      `Whoever has account ${account} can look at ${topic}: its policy has to let ses.amazonaws.com publish for account ${String(own)}; a subscription has to be confirmed, with a filter policy that lets SES's records through; and a queue behind it has to let SNS in.`,
      command`aws sns get-topic-attributes --topic-arn ${topic} --region ${region}`,
      command`aws sns list-subscriptions-by-topic --topic-arn ${topic} --region ${region}`,
    ),
  };
}

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

function sentences(text: string, ...commands: readonly (string | null)[]): string {
  const looks = commands.filter((one) => one !== null);
  return looks.length === 0 ? text : `${text} To see it: ${looks.join(' and ')}`;
}
