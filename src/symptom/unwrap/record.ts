import { lettersOf, member } from './segment.ts';

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Members of SES's event records as its documentation writes them ("Contents of event data", "Notification contents"). */
const names =
  `eventType notificationType mail bounce complaint delivery deliveryDelay reject failure send open click subscription
 timestamp source sourceArn sourceIp sendingAccountId callerIdentity messageId destination headersTruncated headers commonHeaders tags
 bounceType bounceSubType bouncedRecipients emailAddress action status diagnosticCode reportingMTA remoteMtaIp feedbackId
 complainedRecipients complaintFeedbackType complaintSubType userAgent arrivalDate delayType delayedRecipients expirationTime
 recipients smtpResponse processingTimeMillis reason errorMessage templateName from to cc subject date name value returnPath
 contactList topicDefaultSubscriptionStatus newTopicPreferences`.split(/\s+/u);

const byLetters: ReadonlyMap<string, string> = new Map(names.map((name) => [lettersOf(name), name]));

/** Names of other members, whose keys are what somebody chose: tags, header fields. */
const freelyNamed: ReadonlySet<string> = new Set(['tags']);

/** Events and their parts: a record that lost its type is known by one of these. */
const parts = ['bounce', 'complaint', 'delivery', 'deliveryDelay', 'reject', 'failure'] as const;

/**
 * The event record or notification of SES that an object is, with its members under the names of the documentation; null when
 * it is none. Keys count by their letters alone.
 */
export function recordOf(document: unknown): Members | null {
  if (!isMembers(document)) return null;
  const type = member(document, 'eventType') ?? member(document, 'notificationType');
  const hasPart = parts.some((part) => {
    const value = member(document, part);
    return isMembers(value) && Object.keys(value).length > 0;
  });
  const mail = member(document, 'mail');
  if (typeof type === 'string' && (isMembers(mail) || hasPart)) return inDocumentedNames(document);
  if (!isMembers(mail) && type === undefined) {
    const bare = barePart(document);
    if (bare !== null) return bare;
    // A part alone tells, when it holds what only SES writes.
    const isPart =
      member(member(document, 'bounce'), 'bounceType') !== undefined ||
      member(member(document, 'complaint'), 'complainedRecipients') !== undefined ||
      member(member(document, 'deliveryDelay'), 'delayedRecipients') !== undefined;
    return isPart ? inDocumentedNames(document) : null;
  }
  return isMembers(mail) && hasPart ? inDocumentedNames(document) : null;
}

/** A part that stands alone, without the record around it: known by its type and its recipients. */
function barePart(document: Members): Members | null {
  const part = (
    [
      ['bounceType', 'bouncedRecipients', 'bounce', 'Bounce'],
      ['complaintFeedbackType', 'complainedRecipients', 'complaint', 'Complaint'],
      ['delayType', 'delayedRecipients', 'deliveryDelay', 'DeliveryDelay'],
    ] as const
  ).find(([, recipients]) => Array.isArray(member(document, recipients)));
  if (part === undefined) return null;
  const [, , name, eventType] = part;
  return inDocumentedNames({ eventType, mail: {}, [name]: document });
}

/** The members of an object, and of those below it, renamed. Not deeper than records are. */
function inDocumentedNames(document: Members): Members {
  const rename = (value: unknown, depth: number): unknown => {
    if (depth > 8) return value;
    if (Array.isArray(value)) return value.map((element) => rename(element, depth + 1));
    if (!isMembers(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => {
        const name = byLetters.get(lettersOf(key)) ?? key;
        return [name, freelyNamed.has(name) ? inner : rename(inner, depth + 1)];
      }),
    );
  };
  return rename(document, 0) as Members;
}
