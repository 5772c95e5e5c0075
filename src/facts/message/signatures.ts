import { defineFact } from '../../model/fact.ts';
import type { Message } from '../../parse/message/message.ts';
import type { SignatureTags } from '../../parse/message/signature.ts';
import { Unavailable, type Why } from '../../model/unavailable.ts';
import { withoutQuotedFrom } from '../../parse/message/stored.ts';
import { message } from './message.ts';
import type { VerifiedMessage, VerifiedSignature } from './verifier.ts';

/** One DKIM signature, verified over the bytes. */
export interface Signature {
  domain: string;
  selector: string;
  /** h=, lower case. */
  headers: readonly string[];
  /** Only the start of the body is signed. */
  bodyLimited: boolean;
  state: SignatureState;
}

/** RFC 8601 2.7.1, with the reason. Body and header faults come of changes on the way, key faults of DNS. */
export type SignatureState =
  | { kind: 'pass' }
  | { kind: 'broken'; because: 'body' | 'signature' }
  | { kind: 'key'; because: 'missing' | 'revoked' | 'unusable' | 'weak' }
  | { kind: 'expired' }
  /** An algorithm nobody verifies, or a signature that leaves out From, which verifiers ignore (RFC 6376 6.1.1). */
  | { kind: 'unsupported' }
  | { kind: 'temperror'; why: Why };

/** What the bytes themselves prove. */
export interface MessageSignatures {
  signatures: readonly Signature[];
  arc: VerifiedMessage['arc'];
}

/** SES takes at most 40 MB, and lines of at most 998 octets; what goes far beyond was not sent like this. */
const mostBytes = 42 * 1024 * 1024;
const longestLine = 1024 * 1024;

/** The DKIM signatures and the ARC chain of the received message, verified over its bytes. */
export const messageSignatures = defineFact({
  id: 'message-signatures',
  title: 'the signatures of the received message',
  from: { message },
  async gather({ dns, target, now }, { message }): Promise<MessageSignatures> {
    const bytes = target.message?.bytes ?? '';
    const refusal = refusalOf(bytes, message);
    if (refusal !== null) throw new Unavailable('bad-reply', `the signatures were not verified: ${refusal}`);
    const { verifyMessage } = await import('./verifier.ts');
    const at = message.receivedAt === null ? now() : new Date(message.receivedAt);
    const verified = await verifyMessage(bytes, dns, at);
    // A mailbox changes lines of the text: the signature says whether that is all that changed.
    const before = verified.signatures.some(isOfOtherBody) ? withoutQuotedFrom(bytes) : null;
    const again = before === null ? null : await verifyMessage(before, dns, at);
    const told = again?.signatures.some(({ result }) => result === 'pass') === true ? again : verified;
    return { signatures: message.signatures.map((tags) => signatureOf(tags, told)), arc: told.arc };
  },
});

const isOfOtherBody = ({ comment }: VerifiedSignature): boolean => comment === otherBody;

/** What mailauth says where the body is not the one that was signed. */
const otherBody = 'body hash did not verify';

function refusalOf(bytes: string, { cut }: Message): string | null {
  if (cut !== null) return cut;
  if (bytes.length > mostBytes) return 'the message is larger than SES accepts';
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf('\n', at);
    const next = end === -1 ? bytes.length : end + 1;
    if (next - at > longestLine) return 'a line is longer than mail can have';
    at = next;
  }
  return null;
}

function signatureOf(tags: SignatureTags, { signatures, failures }: VerifiedMessage): Signature {
  const result = signatures.find(({ signature }) => signature === tags.signature);
  return {
    domain: tags.domain,
    selector: tags.selector,
    headers: tags.headers,
    bodyLimited: tags.bodyLength !== null,
    state: !tags.headers.includes('from')
      ? { kind: 'unsupported' }
      : stateOf(result, failures.get(`${tags.selector}._domainkey.${tags.domain}`) ?? null),
  };
}

function stateOf(verified: VerifiedSignature | undefined, failure: Why | null): SignatureState {
  if (verified === undefined) return { kind: 'unsupported' };
  const { result, comment, keyRecord } = verified;
  if (result === 'pass') return { kind: 'pass' };
  if (failure !== null) return { kind: 'temperror', why: failure };
  if (result === 'policy') return { kind: 'key', because: 'weak' };
  switch (comment) {
    case otherBody:
      return { kind: 'broken', because: 'body' };
    case 'no key':
      return { kind: 'key', because: 'missing' };
    case 'unknown key version':
    case 'unknown key type':
    case 'invalid public key':
      return { kind: 'key', because: isRevoked(keyRecord) ? 'revoked' : 'unusable' };
    case 'expired':
    case 'invalid expiration':
      return { kind: 'expired' };
    default:
      return { kind: 'broken', because: 'signature' };
  }
}

/** RFC 6376 3.6.1: an empty p= means that the key was revoked. */
const isRevoked = (record: string | null): boolean =>
  record !== null && /(?:^|;)p=(?:;|$)/.test(record.replace(/\s+/g, ''));
