import type { Answers } from './answer.ts';
import { badRequest, notFound } from '../aws-error.ts';
import { pageOf } from '../paging.ts';

/** Filters that ListRecommendations takes together; see its page in the SES API v2 Reference. */
const together = ['STATUS,IMPACT', 'STATUS,TYPE'].map((names) => names.split(',').sort().join());

/** The account, its dashboard, and the advisor. */
export const accountAnswers: Answers<
  | 'ses:GetAccount'
  | 'ses:GetDeliverabilityDashboardOptions'
  | 'ses:ListRecommendations'
  | 'ses:ListMultiRegionEndpoints'
  | 'ses:GetMultiRegionEndpoint'
  | 'ses:BatchGetMetricData'
> = {
  'ses:GetAccount': (_input, { region }) => region.account,

  'ses:GetDeliverabilityDashboardOptions': (_input, { region }) => region.dashboard,

  'ses:BatchGetMetricData': ({ Queries = [] }, { region }) => ({
    Errors: [],
    Results: Queries.map(({ Id, Metric = '', Dimensions = {}, EndDate = new Date() }) => {
      const values =
        Dimensions.ISP === undefined
          ? (region.sends[Dimensions.EMAIL_IDENTITY ?? ''] ?? [])
          : (region.receiverMetrics[Dimensions.ISP]?.[Metric] ?? []);
      const at = (index: number): Date => new Date(EndDate.getTime() - (values.length - index) * 86_400_000);
      return { Id, Timestamps: values.map((_, index) => at(index)), Values: values };
    }),
  }),

  'ses:ListMultiRegionEndpoints': (input, { region, most }) => {
    const { items, ...next } = pageOf(region.globalEndpoints, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(1000),
    });
    return { MultiRegionEndpoints: items, ...next };
  },

  'ses:GetMultiRegionEndpoint': ({ EndpointName: name }, { region }) => {
    const found = region.globalEndpoints.find((one) => one.EndpointName === name);
    if (found === undefined) throw notFound(`The multi-region endpoint ${name ?? ''} does not exist.`);
    const { Regions: regions = [], ...rest } = found;
    return { ...rest, Routes: regions.map((Region) => ({ Region })) };
  },

  'ses:ListRecommendations': (input, { region, most }) => {
    const filter = input.Filter ?? {};
    const names = Object.keys(filter).sort();
    if (names.length > 1 && !together.includes(names.join()))
      throw badRequest(`The filters ${names.join()} do not go together.`);
    const found = region.recommendations.filter(
      ({ Type, Impact, Status, ResourceArn }) =>
        (filter.TYPE ?? Type) === Type &&
        (filter.IMPACT ?? Impact) === Impact &&
        (filter.STATUS ?? Status) === Status &&
        (filter.RESOURCE_ARN ?? ResourceArn) === ResourceArn,
    );
    const { items, ...next } = pageOf(found, {
      token: input.NextToken,
      size: input.PageSize,
      most: most(100),
    });
    return { Recommendations: items, ...next };
  },
};
