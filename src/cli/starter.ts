/** A scenario to begin with: small, complete, every block explained. */
export function starter(name: string): string {
  return `# A scenario is one situation: hardware, load, commands, limits. Every value has a unit; MB is not MiB.
# What is not said is assumed, and the report lists it. \`copyfence check\` tells what is wrong,
# \`copyfence models\` and \`copyfence devices\` tell what there is.
scenario: ${name}
question: >-
  A second member is added to a shadow set under load. When is it full, and what do the users feel until then?

# How long to simulate: until the copy is done and half a minute has passed. Replications give confidence intervals.
run: {to: dsa.done + 30 s, replications: 3, seed: 1}

# Controllers with their drives. A preset holds numbers; any other word beside it overrides them.
arrays:
  hsj: {preset: hsj50, drive: rz26}

# The interconnect between hosts and controllers.
links:
  ci: {preset: ci, between: [vms, hsj]}

hosts:
  vms: {preset: openvms-8.4, nodes: 1}

# One drive each.
volumes:
  dga1: {size: 64 MiB, pool: hsj}
  dga2: {size: 64 MiB, pool: hsj}

# Who asks for what: so many I/Os per second, whether they are served or not (an open workload).
workloads:
  users: {host: vms, volumes: dsa, rate: 20 IOPS, read: 70 %, size: 8 KiB}

# The copy service: a set of one member to begin with.
copies:
  dsa: {kind: shadow-set, members: [dga1]}

# What is done, and when.
timeline:
  add: {at: start + 20 s, do: mount dsa, member: dga2}

# Stretches that are measured apart.
phases:
  before: {from: start, to: add}
  copying: {from: add, to: dsa.done}

# What must hold. The twin is the same run with a copy that costs nothing.
objectives:
  redundant: {mark: dsa.done, by: add + 10 min}
  users-content: {measure: users.response_time.p95, in: copying, at_most: 250 % of twin}

report: {author: capacity planning}
`;
}
