/**
 * When SES took a message, in milliseconds since 1970, as its id tells: four digits of the Region, then twelve of the
 * time, in hexadecimal. Null for an id of another shape. AWS does not document it, so it may only explain.
 */
export function sentAt(messageId: string): number | null {
  const digits = /^0[0-9a-f]{3}([0-9a-f]{12})-[0-9a-f-]{36}-[0-9]{6}$/.exec(messageId)?.[1];
  return digits === undefined ? null : Number.parseInt(digits, 16);
}
