import { tagName } from './message.ts';
import type { Way } from './ways.ts';

/**
 * The dimension under which CloudWatch counts the messages of a test ("Add a CloudWatch destination for event publishing"):
 * the value of a tag that the message carries, of those that SES adds itself, or the default. Null where several dimensions,
 * header fields or links decide, or SES alone knows the value.
 */
export function dimensionOf(
  { counted }: Pick<Way, 'counted'>,
  { nonce, from }: { nonce: string; from: string },
): Readonly<Record<string, string>> | null {
  const [dimension, ...others] = counted?.dimensions ?? [];
  if (counted === undefined || dimension === undefined || others.length > 0) return null;
  const { name, source, fallback } = dimension;
  if (source !== 'MESSAGE_TAG') return null;
  if (name === tagName) return { [name]: nonce };
  if (name === 'ses:configuration-set') return { [name]: counted.set };
  if (name === 'ses:from-domain') return { [name]: from.slice(from.indexOf('@') + 1) };
  return name.startsWith('ses:') ? null : { [name]: fallback };
}
