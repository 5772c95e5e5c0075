import { readFileSync } from 'node:fs';
import tls from 'node:tls';

export interface TrustOptions {
  /** Contents of `--ca-file`, each with one or more certificates. */
  caPems: readonly string[];
  /** The path in NODE_EXTRA_CA_CERTS, or null. */
  extraCaFile?: string | null;
}

/** A TLS context that trusts those, made on first use: reading some 150 certificates takes 50 ms. */
export function trustContext(trust: TrustOptions): () => tls.SecureContext {
  let context: tls.SecureContext | undefined;
  return () => {
    context ??= contextFor(trustedCas(trust));
    return context;
  };
}

/**
 * Whom to trust: Node's own store, NODE_EXTRA_CA_CERTS and `--ca-file`. Undefined stands for Node's default,
 * which holds the first two: naming any CA replaces that default, so then all have to be named.
 */
export function trustedCas({ caPems, extraCaFile = null }: TrustOptions): string[] | undefined {
  if (caPems.length === 0) return undefined;
  return [...defaultCas(extraCaFile), ...caPems];
}

/** SES speaks TLS 1.2 and 1.3 only (SES Developer Guide, security-protocols). */
const contextFor = (ca: string[] | undefined): tls.SecureContext =>
  tls.createSecureContext({ ...(ca === undefined ? {} : { ca }), minVersion: 'TLSv1.2' });

function defaultCas(extraCaFile: string | null): readonly string[] {
  // From Node 22.15 on; it knows --use-system-ca as well.
  const ask = (tls as { getCACertificates?: (type: 'default') => string[] }).getCACertificates;
  if (ask !== undefined) return ask('default');
  return [...tls.rootCertificates, ...(extraCaFile === null ? [] : readIfThere(extraCaFile))];
}

/** Node only warns about a file that it cannot read; so nothing more is said here. */
function readIfThere(path: string): readonly string[] {
  try {
    return [readFileSync(path, 'utf8')];
  } catch {
    return [];
  }
}
