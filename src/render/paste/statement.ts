/** An ARN that may stand in a statement to paste, with its account. */
const safeArn = /^arn:aws[a-z-]{0,10}:[a-z0-9-]{1,30}:[a-z0-9-]{0,30}:(\d{12}):[\w./*-]{1,260}$/;

/** What mail is sent with: an identity, a configuration set, a template. */
const safeSesArn =
  /^arn:aws[a-z-]{0,10}:ses:[a-z0-9-]{1,30}:\d{12}:(?:identity|configuration-set|template|tenant)\/[\w.@+/-]{1,260}$/;

/** A statement for the policy of a resource, to paste behind a sentence; empty when an ARN is not one we know to be harmless. */
export function statementToPaste(
  service: string,
  action: string,
  resource: string,
  condition: (account: string) => object,
  named: readonly string[] = [],
): string {
  const account = safeArn.exec(resource)?.[1];
  if (account === undefined || !named.every((arn) => safeArn.test(arn))) return '';
  const statement = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: action,
    Resource: resource,
    Condition: condition(account),
  };
  return ` ${JSON.stringify(statement)}`;
}

/** A call of SES, or the pattern of several. */
const sesAction = /^ses:[A-Za-z]{3,60}$/;

/** A statement for a policy of the caller, to paste behind a sentence; empty when a name in it is not one we know to be harmless. */
export const callerStatement = (actions: readonly string[], resource: string): string =>
  actions.length > 0 && actions.every((action) => sesAction.test(action)) && safeSesArn.test(resource)
    ? ` ${JSON.stringify({ Effect: 'Allow', Action: actions, Resource: resource })}`
    : '';

/**
 * How a topic lets SES publish, with the statement to paste; `sender`: the account that sends, where the topic is not its
 * own. The topic's own account stands there otherwise.
 */
export const topicStepText = (topic: string, sender: string | undefined): string =>
  `${
    sender === undefined
      ? 'Add a statement to the policy of the topic that lets ses.amazonaws.com publish, with AWS:SourceAccount the account that sends.'
      : `Ask whoever owns the topic (account ${safeArn.exec(topic)?.[1] ?? 'unknown'}) to add a statement to its policy that lets ses.amazonaws.com publish for account ${sender}, which sends.`
  } Keep the statements that are there.${statementToPaste('ses.amazonaws.com', 'sns:Publish', topic, (account) => ({ StringEquals: { 'AWS:SourceAccount': sender ?? account } }))}`;

/**
 * A statement for the policy of a KMS key, to paste behind a sentence: it lets the named services write to what the key
 * encrypts. In the policy of a key `*` is that key; AWS writes it without a condition, since not every service sends
 * one (SNS guide, "Enable compatibility between event sources from AWS services and encrypted topics").
 */
export const keyStatementToPaste = (services: readonly string[]): string =>
  ` ${JSON.stringify({
    Effect: 'Allow',
    Principal: { Service: services.length === 1 ? services[0] : services },
    Action: ['kms:GenerateDataKey*', 'kms:Decrypt'],
    Resource: '*',
  })}`;
