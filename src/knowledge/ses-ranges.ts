/** The name whose SPF record lists the addresses SES sends from. */
export const sesSpfDomain = 'amazonses.com';

/**
 * The ranges of that record as of November 2026, for the case that it cannot be read. It changes: the live record wins.
 * ("Amazon SES IP addresses", AWS Messaging blog, says to read it from DNS.)
 */
export const knownSesRanges: readonly string[] = [
  '199.255.192.0/22',
  '199.127.232.0/22',
  '54.240.0.0/18',
  '69.169.224.0/20',
  '23.249.208.0/20',
  '23.251.224.0/19',
  '76.223.176.0/20',
  '54.240.64.0/18',
  '76.223.128.0/19',
  '216.221.160.0/19',
  '206.55.144.0/20',
  '24.110.64.0/18',
];
