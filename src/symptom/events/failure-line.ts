/** How the records of failures begin as SES writes them, and the member that tells what failed. */
const beginnings = [
  { kind: 'Bounce', member: 'bounce' },
  { kind: 'Complaint', member: 'complaint' },
  { kind: 'DeliveryDelay', member: 'deliveryDelay' },
].flatMap(({ kind, member }) =>
  ['eventType', 'notificationType'].map((type) => ({
    start: `{"${type}":"${kind}","mail":{"timestamp":"`,
    type: `{"${type}":"${kind}","mail":{`,
    part: `},"${member}":{`,
  })),
);

const outgoing = '"ses:outgoing-ip":["';

/**
 * The record of a failure without what nobody asks of its message any more: its `mail` object is two thirds of it, and once
 * no name of it is new only the outgoing address counts. The answer is parsed in place of the line; null when all of the
 * line is to be parsed. What is not exactly as SES writes it is left as it is.
 */
export function withoutMail(line: string): string | null {
  const beginning = beginnings.find(({ start }) => line.startsWith(start));
  if (beginning === undefined || !line.endsWith('}}')) return null;
  const at = line.indexOf(beginning.part, beginning.start.length);
  if (at === -1 || line.includes(beginning.part, at + 1)) return null;
  // The members of the message stand in when those of the failure are missing.
  if (!line.includes('"emailAddress":"', at) || !line.includes('"timestamp":"', at)) return null;
  const mail = line.slice(0, at);
  const place = mail.indexOf(outgoing);
  const end = place === -1 ? -1 : mail.indexOf('"', place + outgoing.length);
  const tags = place === -1 ? '' : `"tags":{${mail.slice(place, end)}"]}`;
  return `${beginning.type}${tags}},${line.slice(at + 2)}`;
}
