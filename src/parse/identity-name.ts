/** Labels of letters, digits, hyphens and underscores, at least two of them; no final dot (RFC 1123, RFC 1035 2.3.4). */
export const domainPattern =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)+$/;
/** Dot-atom of RFC 5322 3.2.3; a quoted local part is nothing SES can verify. */
export const localPartPattern = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** The domain of an address or the domain itself, in lower case: SES compares domains without case. */
export function domainOf(name: string): string {
  return name.slice(name.lastIndexOf('@') + 1).toLowerCase();
}

/** A domain or address that SES can verify. What a reply lists may be anything. */
export function isSenderName(name: string): boolean {
  if (!domainPattern.test(domainOf(name))) return false;
  return !isAddress(name) || localPartPattern.test(name.slice(0, name.lastIndexOf('@')));
}

export const isAddress = (name: string): boolean => name.includes('@');

/** Registries such as co.uk, whose names nobody can verify: not worth a question. */
export const isRegistry = (name: string): boolean =>
  /^(?:ac|co|com|edu|gov|net|or|org)\.[a-z]{2}$/.test(name);

/**
 * The names whose verification lets one send as `name`: itself, the address without its label ("all addresses except those that
 * contain labels", `sender+label@example.com`, need a verification of their own: "Creating and verifying identities"), its domain, then the parent domains down to two
 * labels. SES hands verification down to sub-domains and addresses ("Creating and verifying identities").
 */
export function lineageOf(name: string): readonly string[] {
  const unlabelled = name.replace(/(?<=^[^+@]{1,64})\+[^@]{0,64}(?=@)/u, '');
  const names = isAddress(name) ? [...new Set([name, unlabelled])] : [];
  const labels = domainOf(name).split('.');
  for (let index = 0; index < Math.max(1, labels.length - 1); index += 1) {
    const domain = labels.slice(index).join('.');
    if (index === 0 || !isRegistry(domain)) names.push(domain);
  }
  return names;
}

/** Addresses of the mailbox simulator need no verification, not even in the sandbox. */
export const isSimulator = (address: string): boolean => domainOf(address) === 'simulator.amazonses.com';
