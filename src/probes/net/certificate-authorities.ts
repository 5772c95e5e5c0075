import { readFileSync } from 'node:fs';
import tls from 'node:tls';

export interface TrustOptions {
  /** Contents of `--ca-file`, each with one or more certificates. */
  caPems: readonly string[];
  /** The path in NODE_EXTRA_CA_CERTS, or null. */
  extraCaFile?: string | null;
}

/** A TLS context that trusts those, made on first use: Node reads its own store of some 150 certificates for it. */
export function trustContext(trust: TrustOptions): () => tls.SecureContext {
  let context: tls.SecureContext | undefined;
  return () => (context ??= contextFor(trust));
}

/**
 * Trusts Node's own store, NODE_EXTRA_CA_CERTS and `--ca-file`. A list of certificates under `ca` would replace the store, with
 * 150 certificates to read one by one, which takes 40 ms; so ours are put into a copy of the store, as Node itself does with `ca`.
 * SES speaks TLS 1.2 and 1.3 only (SES Developer Guide, security-protocols).
 */
function contextFor({ caPems, extraCaFile = null }: TrustOptions): tls.SecureContext {
  const secure = tls.createSecureContext({ minVersion: 'TLSv1.2' });
  const context = secure.context as { addCACert: (pem: string) => void };
  // The copy that Node 20 makes lacks NODE_EXTRA_CA_CERTS.
  const extra = caPems.length === 0 || extraCaFile === null ? [] : readIfThere(extraCaFile);
  for (const pem of [...extra, ...caPems]) context.addCACert(pem);
  return secure;
}

/** Node only warns about a file that it cannot read; so nothing more is said here. */
function readIfThere(path: string): readonly string[] {
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    return [];
  }
}
