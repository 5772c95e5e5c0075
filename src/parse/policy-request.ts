/** What a policy on a resource is asked: may this service of AWS do it, for this source? */
export interface Request {
  /** In lower case, as `sns:publish`. */
  action: string;
  /** ARN of what the policy belongs to. */
  resource: string;
  /** As `ses.amazonaws.com`. */
  service: string;
  /** The account that owns the resource. */
  owner: string;
  /** The account the service acts for; null where it may be another than the owner. */
  actsFor: string | null;
  /** Whether a statement for principals of the owner's account may let the service in. */
  ownAccount: 'unclear' | 'does-not';
  /** How the patterns of a condition on aws:SourceArn fit what the service acts for. */
  source: (patterns: readonly string[]) => Meaning;
}

/** Whether a statement, a principal or a condition takes in the request. */
export type Meaning = 'applies' | 'unclear' | 'does-not';
