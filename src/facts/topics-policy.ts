import { matches } from '../parse/policy-pattern.ts';
import type { Meaning, Request } from '../parse/policy-request.ts';
import { type Denial, denialIn, type Grant, grantIn } from '../parse/resource-policy.ts';

/** Whether an SNS topic's policy lets SES publish; `unclear` where it rests on conditions that cannot be judged here. */
export type PublishRight = Grant;

/** Who publishes to a topic. */
export interface Publisher {
  /** The account that sends; null where nobody said: mostly the owner of the topic. */
  account: string | null;
  /** The account that owns the topic. */
  owner: string;
  region: string;
  /** Ends of ARNs of SES, as `configuration-set/news` and `identity/example.com`. */
  sources: readonly string[];
}

/** Reads the policy of a topic ("Granting permissions to SES", conditions AWS:SourceAccount and AWS:SourceArn). */
export const publishRight = (policy: string, topicArn: string, publisher: Publisher): PublishRight =>
  grantIn(policy, requestOf(topicArn, publisher));

/** The statement that surely keeps SES from publishing to a topic, or null. */
export const publishDenial = (policy: string, topicArn: string, publisher: Publisher): Denial | null =>
  denialIn(policy, requestOf(topicArn, publisher));

const requestOf = (topicArn: string, publisher: Publisher): Request => ({
  action: 'sns:publish',
  resource: topicArn,
  service: 'ses.amazonaws.com',
  owner: publisher.owner,
  actsFor: publisher.account,
  ownAccount: 'unclear',
  source: (patterns) => sourceMeaning(patterns, publisher),
});

/** Whether a policy names the account that sends, so that only who knows that account can judge it. */
export const namesAccount = (policy: string): boolean => /aws:source(?:account|arn)"/i.test(policy);

/** Compares everything but an account that nobody said: the pattern may know it better than we do. */
function sourceMeaning(patterns: readonly string[], { account, region, sources }: Publisher): Meaning {
  const fits = (pattern: string, source: string): boolean => {
    const [arn = '', partition = '', service = '', patternRegion = '', patternAccount = '', ...rest] =
      pattern.split(':');
    if (arn === '*' || rest.length === 0) return true; // a wildcard over several fields: anything may fit
    const regionFits = region === '' || matches(patternRegion, region);
    return (
      matches(arn, 'arn') &&
      partition !== '' &&
      matches(service, 'ses') &&
      regionFits &&
      (account === null || matches(patternAccount, account)) &&
      matches(rest.join(':'), source)
    );
  };
  const fitting = sources.filter((source) => patterns.some((pattern) => fits(pattern, source)));
  if (sources.length === 0) return 'unclear';
  if (fitting.length === sources.length) return 'applies';
  return fitting.length === 0 ? 'does-not' : 'unclear';
}
