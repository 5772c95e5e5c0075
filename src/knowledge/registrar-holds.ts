/** Why a registrar put its own name servers in place of the owner's. */
export type RegistrarHold = 'expired' | 'unverified-contact' | 'suspended' | 'parked';

/**
 * Name servers that registrars set for a domain that was not renewed, whose owner did not confirm the contact data
 * (ICANN's RAA, WHOIS accuracy program), or that was suspended; and those of services that park domains, which lapsed
 * or wait for a buyer, and answer every name with their own address. Their names say so: ns1.pendingrenewaldeletion.com,
 * ns1.renewyourname.net, failed-whois-verification.namecheap.com, ns1.suspended-domain.com, ns1.sedoparking.com.
 */
const holds: readonly (readonly [RegExp, RegistrarHold])[] = [
  [/pending-?renewal|renew-?your|expir(?:ed|ation|y)-?(?:domain|warning|notice|dns)?s?\d*(?=\.)/, 'expired'],
  [/whois-verification|verify-contact|email-?verification/, 'unverified-contact'],
  [/suspended-?domain|domain-?suspended/, 'suspended'],
  [
    /(?:^|\.)(?:sedoparking|parkingcrew|parkingpage|cashparking|domainparking|parklogic|bodis|undeveloped|afternic|hugedomains|namefind)\.(?:com|net)\.?$/,
    'parked',
  ],
];

/** The hold that name servers tell of, or null. All of them have to: an owner may have any name. */
export function holdOf(nameServers: readonly string[]): { kind: RegistrarHold; nameServer: string } | null {
  const found = nameServers.map((nameServer) => ({
    nameServer,
    kind: holds.find(([pattern]) => pattern.test(nameServer.toLowerCase()))?.[1],
  }));
  const [first] = found;
  if (first?.kind === undefined || found.some(({ kind }) => kind === undefined)) return null;
  return { kind: first.kind, nameServer: first.nameServer };
}
