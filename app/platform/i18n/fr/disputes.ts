export const disputes = {};
