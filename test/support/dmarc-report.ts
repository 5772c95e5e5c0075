/** One row of a report for a test. */
export interface ReportRow {
  ip?: string;
  count?: number;
  disposition?: string;
  dkim?: string;
  spf?: string;
  from?: string;
  /** What stands in auth_results. */
  results?: string;
  /** What stands behind the verdicts in policy_evaluated. */
  reasons?: string;
}

export interface ReportWords {
  org?: string;
  id?: string;
  domain?: string;
  begin?: string;
  end?: string;
  p?: string;
  rows?: readonly ReportRow[];
}

/** The results of a message that SES signed for example.com with its MAIL FROM domain. */
export const passing =
  '<dkim><domain>example.com</domain><selector>abc</selector><result>pass</result></dkim>' +
  '<dkim><domain>amazonses.com</domain><result>pass</result></dkim>' +
  '<spf><domain>bounce.example.com</domain><result>pass</result></spf>';

/** The results of a message that only SES itself signed. */
export const amazonOnly =
  '<dkim><domain>amazonses.com</domain><result>pass</result></dkim>' +
  '<spf><domain>eu-west-1.amazonses.com</domain><result>pass</result></spf>';

/** An aggregate report as RFC 7489 has it, of our own making. */
export function dmarcReport({
  org = 'receiver.example',
  id = 'r-1',
  domain = 'example.com',
  begin = '1794787200',
  end = '1794873599',
  p = 'reject',
  rows = [{}],
}: ReportWords = {}): string {
  const records = rows.map(
    ({
      ip = '54.240.4.7',
      count = 100,
      disposition = 'none',
      dkim = 'pass',
      spf = 'pass',
      from = domain,
      results = passing,
      reasons = '',
    }) =>
      `<record><row><source_ip>${ip}</source_ip><count>${String(count)}</count><policy_evaluated><disposition>${disposition}</disposition><dkim>${dkim}</dkim><spf>${spf}</spf>${reasons}</policy_evaluated></row><identifiers><header_from>${from}</header_from></identifiers><auth_results>${results}</auth_results></record>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<feedback><report_metadata><org_name>${org}</org_name><email>dmarc@${org}</email><report_id>${id}</report_id><date_range><begin>${begin}</begin><end>${end}</end></date_range></report_metadata><policy_published><domain>${domain}</domain><adkim>r</adkim><aspf>r</aspf><p>${p}</p><pct>100</pct></policy_published>${records.join('')}</feedback>
`;
}
