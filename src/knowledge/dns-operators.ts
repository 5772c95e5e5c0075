/** Operators of DNS whose name servers can be told by their names. */
const operators: readonly (readonly [RegExp, string])[] = [
  [/\.awsdns-\d+\.(?:com|net|org|co\.uk)$/, 'Amazon Route 53'],
  [/\.ns\.cloudflare\.com$/, 'Cloudflare'],
  [/\.domaincontrol\.com$/, 'GoDaddy'],
  [/\.registrar-servers\.com$/, 'Namecheap'],
  [/\.azure-dns\.(?:com|net|org|info)$/, 'Azure DNS'],
  [/\.googledomains\.com$/, 'Google Cloud DNS'],
  [/\.digitalocean\.com$/, 'DigitalOcean'],
  [/\.vercel-dns\.com$/, 'Vercel'],
  [/\.nsone\.net$/, 'NS1 (Netlify uses it too)'],
  [/\.(?:ui-dns\.(?:com|de|org|biz)|1and1\.com)$/, 'IONOS'],
  [/\.(?:ovh\.net|ovh\.ca|anycast\.me)$/, 'OVH'],
  [/\.gandi\.net$/, 'Gandi'],
  [/\.(?:hetzner\.(?:com|de)|second-ns\.(?:com|de))$/, 'Hetzner'],
  [/\.(?:wixdns\.net)$/, 'Wix'],
  [/\.squarespacedns\.com$/, 'Squarespace'],
];

/** Who runs these name servers, by their names; null where they are of several, or of nobody known. */
export function dnsOperatorOf(servers: readonly string[]): string | null {
  const found = new Set(
    servers.map(
      (server) => operators.find(([pattern]) => pattern.test(server.toLowerCase().replace(/\.$/, '')))?.[1],
    ),
  );
  const [first] = found;
  return found.size === 1 && first !== undefined ? first : null;
}
