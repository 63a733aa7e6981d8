import type { Catalogue } from './catalogue.ts';

/** Simplified Chinese, in the terms of the specification's first table. */
export const chinese: Catalogue = {
  names: {
    reasons: {
      'days-overdue': '逾期天数',
      'account-status': '帐户状态',
      'terms-of-payment': '付款期限',
      'credit-limit-expired': '信用额度已过期',
      'overdue-amount': '逾期金额',
      'sales-order-amount': '销售订单金额',
      'credit-limit-used': '已用信用额度',
      'payment-terms-rank': '付款期限排名',
      'settlement-discount-rank': '结算折扣排名',
      'credit-limit-exceeded': '超出信用额度',
      'account-on-hold': '帐户暂停',
      'cannot-evaluate': '无法评估',
      forced: '强制信用暂停',
      'ready-to-release': '准备下达',
      multiple: '多个',
      none: '无',
    },
    holdStates: {
      open: '信用暂停',
      'ready-to-release': '准备下达',
      'awaiting-approval': '等待审批',
      releasing: '正在下达',
      released: '已下达',
      rejected: '已拒绝',
      cancelled: '已取消',
    },
    answers: { passed: '通过', held: '信用暂停', rejected: '已拒绝' },
    checkpoints: {
      confirmation: '确认',
      'picking-list': '领料单',
      'release-to-warehouse': '下达到仓库',
      'packing-slip': '装箱单',
      invoice: '发票',
    },
    modes: { posting: '过帐', 'pro-forma': '形式单据', cancellation: '取消' },
    ruleKinds: { blocking: '锁定规则', exclusion: '排除规则' },
    scopes: { customer: '表', group: '组', all: '全部' },
    outcomes: { true: '成立', false: '不成立', 'not-evaluated': '未评估', 'cannot-evaluate': '无法评估' },
  },
  whose: { own: '信用额度', group: '客户信用组的信用额度' },
  stops: { all: '所有检查点的过帐', invoice: '发票的过帐' },
  unknown: '未知',
  days: (days) => `${days} 天`,
  list: (codes) => codes.join('、'),
  threshold: {
    over: ({ value }) => `超过 ${value}`,
    reached: ({ value }) => `达到 ${value}`,
  },
  use: {
    ofLimit: ({ exposure, used, whose, limit }) => `含此订单的信用敞口为 ${exposure}，占${whose} ${limit} 的 ${used}`,
    ofNothing: ({ exposure, whose, limit }) => `含此订单的信用敞口为 ${exposure}，而${whose}为 ${limit}`,
    unlimited: ({ exposure }) => `含此订单的信用敞口为 ${exposure}，信用额度不受限制`,
  },
  reasons: {
    'days-overdue': ({ oldestDueDate, daysOverdue, threshold, overdueAmount }) =>
      `最早的未付发票于 ${oldestDueDate} 到期，已逾期 ${daysOverdue}；锁定规则为${threshold}。逾期总额：${overdueAmount}。`,
    'account-status': ({ accountStatus }) => `客户的帐户状态为 ${accountStatus}，锁定规则指定了该状态。`,
    'terms-of-payment': ({ paymentTerms }) => `订单的付款期限为 ${paymentTerms}，锁定规则指定了该付款期限。`,
    'credit-limit-expired': ({ expiryDate, daysSinceExpiry, threshold }) =>
      `信用额度已于 ${expiryDate} 过期，至今 ${daysSinceExpiry}；锁定规则为${threshold}。`,
    'credit-limit-expired-blank': () => '信用额度没有到期日，视为已过期。',
    'overdue-amount': ({ overdueAmount, use, amountThreshold, percentThreshold }) =>
      `逾期总额：${overdueAmount}，且${use}；锁定规则为逾期${amountThreshold}，且已用${percentThreshold}。`,
    'sales-order-amount': ({ orderAmount, threshold }) => `订单金额为 ${orderAmount}；锁定规则为${threshold}。`,
    'credit-limit-used': ({ use, threshold }) => `${use}；锁定规则为${threshold}。`,
    'payment-terms-rank': ({ code, rank, basis, basisRank }) =>
      `付款期限 ${code} 的排名为 ${rank}，高于 ${basis} 的排名 ${basisRank}。`,
    'settlement-discount-rank': ({ code, rank, basis, basisRank }) =>
      `结算折扣 ${code} 的排名为 ${rank}，高于 ${basis} 的排名 ${basisRank}。`,
    'credit-limit-exceeded': ({ use, excess }) => `${use}，超出 ${excess}。`,
    'account-on-hold': ({ accountStatus, stops }) => `帐户状态 ${accountStatus} 停止${stops}。`,
    'cannot-evaluate': ({ from, to, date }) => `缺少 ${date} 从 ${from} 到 ${to} 的汇率。`,
    'cannot-evaluate-elsewhere': ({ from, to, date }) =>
      `客户信用组的另一法人缺少 ${date} 从 ${from} 到 ${to} 的汇率。`,
    'cannot-evaluate-group': ({ creditGroup }) => `客户信用组 ${creditGroup} 中另一成员的单据缺少汇率。`,
    'cannot-evaluate-status': ({ accountStatus }) => `帐户状态 ${accountStatus} 未设置，无法得知它停止什么。`,
    forced: ({ by, reason }) => `${by} 强制暂停了此订单，不论规则如何。强制暂停原因：${reason}。`,
    'ready-to-release': () => '规则给出的锁定原因均已清除。',
  },
  clearances: {
    pay: ({ amount }) => `付款 ${amount}，不指定发票。`,
    'pay-invoices-due-before': ({ amount, date }) =>
      `支付 ${date} 之前到期的发票的未付金额 ${amount}，最早到期的在先。`,
    'pay-group-invoices-due-before': ({ amount, date }) =>
      `客户信用组的各成员支付各自 ${date} 之前到期的发票的未付金额，共 ${amount}，最早到期的在先。`,
    'raise-credit-limit': ({ to }) => `将信用额度提高到 ${to}。`,
    'raise-temporary-limit': ({ to }) => `将临时信用额度提高到 ${to}。`,
    'raise-group-limit': ({ to }) => `将客户信用组的信用额度提高到 ${to}。`,
    'raise-group-temporary-limit': ({ to }) => `将客户信用组的临时信用额度提高到 ${to}。`,
    'lower-order': ({ to }) => `将订单金额降低到 ${to}。`,
    'extend-credit-limit-expiry': ({ to }) => `将信用额度的到期日延长到 ${to}。`,
    'extend-group-expiry': ({ to }) => `将客户信用组的到期日延长到 ${to}。`,
    'change-account-status': ({ codes }) => `将帐户状态清空，或改为 ${codes} 以外的状态。`,
    'change-payment-terms': ({ codes }) => `将订单的付款期限清空，或改为 ${codes} 以外的付款期限。`,
    'change-payment-terms-rank': ({ rank }) => `将订单的付款期限改为排名不高于 ${rank} 或没有排名的付款期限。`,
    'change-settlement-discount': ({ rank }) => `将订单的结算折扣改为排名不高于 ${rank} 或没有排名的结算折扣。`,
    'evaluate-again': () => '再次评估下达，无需其他操作。',
    'provide-exchange-rate': ({ from, to, date, rateType }) =>
      `提供 ${date} 从 ${from} 到 ${to} 的汇率（汇率类型 ${rateType}）。`,
    'set-credit-limit-rate-type': ({ from, to, date }) =>
      `将参数 creditLimitRateType 设为含有 ${date} 从 ${from} 到 ${to} 汇率的汇率类型。`,
    'choose-credit-limit-rate-type': ({ from, to, date, codes }) =>
      `将参数 creditLimitRateType 设为含有 ${date} 从 ${from} 到 ${to} 汇率的汇率类型：${codes}。`,
  },
  skips: {
    'checkpoint-not-enabled': () => '未检查：检查点未启用。',
    'customer-excluded': () => '未检查：客户已排除在信用管理之外。',
    'customer-ignored': ({ date }) => `未检查：${date} 之前忽略此客户。`,
    'order-excluded': () => '未检查：订单已排除在信用管理之外。',
    'order-below-minimum': () => '未检查：订单低于需要检查的金额。',
    'negative-amount': () => '未检查：订单金额为负数。',
    'packing-slip-cancellation': () => '未检查：取消装箱单。',
    grace: ({ date }) => `未检查：订单在宽限天数之内；下次检查在 ${date}。`,
    release: () => '未检查：已由下达涵盖。',
  },
  rule: ({ kind, rule, type, scope, outcome, because }) =>
    `${kind} ${rule}，${type}，适用于${scope}：${outcome}。${because}`,
  because: {
    'less-specific-than-exclusion': '更具体的排除规则在先。',
    'suppressed-by-release': '下达销售订单的排除规则使其不起作用。',
    'credit-limit-check-off': '信用额度检查已关闭。',
  },
  noCheapest: {
    'nothing-active': '没有可清除的锁定原因。',
    forced: '强制信用暂停只能由人员结束。',
    'not-known': '在无法评估的内容得到评估之前，无法得知还有什么原因。',
    'no-single-action': '没有任何一项操作可以清除所有锁定原因。',
    'no-amount': '可以清除所有锁定原因的操作与金额无关。',
  },
};
