/** Scenarios that use the whole language, as far as this version takes it. */
export const clusterText = `# A cluster that adds a member to its shadow set.
scenario: add-member
question: >-
  How long is the set without a second member, and what do the users
  feel until then?

run: {from: 2026-01-14 09:00, to: 2026-01-15 02:00, seed: 7, replications: 4, interval: 30 s, give_up: 3 d}

arrays:
  hsc-a: {preset: hsc70, site: east}
  local: {preset: scsi-jbod, attached: vax-1, drive: rz26}
  hsj-b:
    preset: hsj40
    site: west
    command_time: 0.8 ms
    pools:
      data: {groups: 14, drive: rz26, discipline: c-look}
      logs: {raid: none, drive: fast-one}

links:
  ci: {preset: ci, between: [vax, hsc-a, hsj-b]}
  isl: {between: [east, west], bandwidth: 100 Mb/s, distance: 62 km, count: 2, sharing: duplex, latency: 40 us}

hosts:
  vax: {preset: openvms-6.2, site: east, nodes: 2, served: all, shadow_max_copy: 2, shadow_rec_dly: 1 min 30 s}
  alpha: {preset: openvms-7.3, site: west}

volumes:
  dga: {count: 12, size: 300 MB, pool: hsc-a}
  dgb: {count: 12, size: 614400 blocks, pool: hsj-b.data}
  spare: {pool: hsj-b.logs}
  page: {pool: local, size: 1 cyl}

workloads:
  trading: {preset: oltp, host: vax, volumes: dsa, rate: 140 IOPS, skew: 80 % on 10 %, time_of_day: {08:00: 100 %, 18:00: 20 %}}
  bursts: {host: alpha, volumes: [spare, dgb-1], rate: 30 /min, arrivals: bursty, burst_time: 2 s, read: 0 %, access: zipf, exponent: 0.9}
  terminals:
    {host: vax-2, volumes: dsa, clients: 20, think_time: 8 s, think: constant, size: {4 KiB: 70 %, 64 KiB: 30 %},
     active: {from: daily 07:30, to: daily 18:00}}
  dump: {preset: backup-stream, host: vax, volumes: dga, streams: 8, at_most: 9.6 MB/s, work: all}
  replay: {host: alpha, volumes: page, trace: {file: traces/a.vscsi.gz, replay: closed, time_scale: 0.5, loops: 3, fold: scale}}

copies:
  dsa: {kind: shadow-set, members: dga, similar: 93 %}

timeline:
  outage: {at: 09:10, do: fail west, for: 3 h 10 min}
  add: {at: [outage.over + 10 min, 12:30], do: mount dsa, member: dgb}
  save: {at: add + 2 min, do: start dump}
  crash: {at: dsa.Copying + 5 min + 30 s, do: fail vax-1}
  disk: {at: dump.end, do: fail dga-3}
  nightly: {at: daily 00:30, do: dismount dsa}

phases:
  normal: {from: start, to: outage}
  copying: {from: add, to: dsa.done}
  office: {from: daily 08:00, to: daily 18:00}
  rest: {from: dsa.done, to: end}

objectives:
  redundant: {mark: dsa.done, after: outage.over, by: 15:00, chance: 95 %}
  users: {measure: trading.response_time.p95, in: copying, at_most: 130 % of twin}
  state: {measure: trading.response_time.p99.9, in: dsa.Copying, at_most: 120 ms}
  pool: {measure: hsj-b.data.utilisation.mean, at_most: 80 %}
  rate: {measure: dsa.copy_rate.mean, at_least: 1.5 MB/s}

report: {customer: a trading bank, author: capacity planning, date: 2026-02-02}
`;

export const smallestText = `scenario: smallest
run: {to: start + 1 h}
`;

/** No phases, two verbs, one host: what the check fills in. */
export const pairText = `scenario: pair
run:
  from: 22:00
  to: go.done + 1 h
arrays: {box: {drive: rz26, port_bandwidth: 100 MB/s}}
hosts: {db: {preset: linux}}
volumes:
  prod: {pool: box}
  copy: {pool: box}
  other: {pool: box}
workloads:
  load: {volumes: prod, rate: 50 IOPS, access: strided, stride: 64 KiB}
copies:
  go: {kind: pairs, source: prod, target: copy}
  again: {kind: pairs, source: prod, target: other, pace: fast}
timeline:
  first: {at: 23:00, do: mount go}
  second: {at: 02:00, do: mount again}
`;
