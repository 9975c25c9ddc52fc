import { expect, test } from "vitest";
import { isPublicAddress } from "./public-address.ts";

test.each([
  ["this network", "0.0.0.0"],
  ["this network, another", "0.1.2.3"],
  ["private 10/8", "10.1.2.3"],
  ["private 172.16/12", "172.31.255.255"],
  ["private 192.168/16", "192.168.0.1"],
  ["shared (CGNAT)", "100.64.0.1"],
  ["Alibaba's metadata", "100.100.100.200"],
  ["loopback", "127.0.0.1"],
  ["loopback, another", "127.8.9.10"],
  ["link-local: the clouds' metadata", "169.254.169.254"],
  ["Azure's host", "168.63.129.16"],
  ["Oracle's metadata", "192.0.0.192"],
  ["benchmarking", "198.18.0.1"],
  ["documentation", "203.0.113.7"],
  ["multicast", "224.0.0.1"],
  ["reserved", "240.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["unspecified", "::"],
  ["loopback in IPv6", "::1"],
  ["IPv4-mapped", "::ffff:10.0.0.1"],
  ["IPv4-mapped, in hex", "::ffff:7f00:1"],
  ["IPv4-mapped, public inside", "::ffff:8.8.8.8"],
  ["IPv4-compatible", "::127.0.0.1"],
  ["IPv4-translated", "::ffff:0:7f00:1"],
  ["NAT64", "64:ff9b::7f00:1"],
  ["NAT64, local", "64:ff9b:1::a00:1"],
  ["6to4", "2002:7f00:1::"],
  ["Teredo", "2001:0:4136:e378::1"],
  ["unique local", "fd00:ec2::254"],
  ["link-local in IPv6", "fe80::1"],
  ["link-local with its zone", "fe80::1%eth0"],
  ["site-local", "fec0::1"],
  ["multicast in IPv6", "ff02::1"],
  ["documentation in IPv6", "2001:db8::1"],
  ["no address", "example.com"],
  ["no address at all", ""],
])("%s is not public: %s", (_name, address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a01:4f8::1"])(
  "%s is public",
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);
