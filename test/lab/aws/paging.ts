import { AwsError } from './aws-error.ts';

/** One page of a list, and the token of the next. Tokens are opaque to the client, as AWS's are. */
export function pageOf<T>(
  items: readonly T[],
  { token, size, most }: { token: string | undefined; size: number | undefined; most: number },
): { items: T[]; NextToken?: string } {
  const start = token === undefined ? 0 : offsetOf(token);
  const end = start + Math.max(1, Math.min(size ?? most, most));
  const page = items.slice(start, end);
  return end < items.length ? { items: page, NextToken: tokenOf(end) } : { items: page };
}

const tokenOf = (offset: number): string => Buffer.from(`lab:${offset}`).toString('base64url');

function offsetOf(token: string): number {
  const match = /^lab:(\d+)$/.exec(Buffer.from(token, 'base64url').toString());
  if (match === null)
    throw new AwsError(
      'InvalidNextTokenException',
      'The specified request includes an invalid or expired token.',
    );
  return Number(match[1]);
}
