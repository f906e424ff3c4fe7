"""No address that leads into a local network, in whatever way it is written, and no name that has one among others."""

from __future__ import annotations

import pytest

from quotes.formats.readers.public_addresses import AddressError, check_addresses, find_addresses, is_public


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.8.8.8", id="loopback's network"),
        pytest.param("0.0.0.0", id="unspecified"),
        pytest.param("10.1.2.3", id="private, 10"),
        pytest.param("172.16.0.1", id="private, 172.16"),
        pytest.param("192.168.1.1", id="private, 192.168"),
        pytest.param("100.64.0.1", id="shared by a provider's customers"),
        pytest.param("169.254.169.254", id="metadata of a cloud"),
        pytest.param("192.0.2.1", id="for documentation"),
        pytest.param("198.18.0.1", id="for benchmarks"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::1", id="loopback, IPv6"),
        pytest.param("::", id="unspecified, IPv6"),
        pytest.param("fe80::1", id="link-local, IPv6"),
        pytest.param("fe80::1%eth0", id="link-local with a zone"),
        pytest.param("fc00::1", id="private, IPv6"),
        pytest.param("fec0::1", id="site-local, IPv6"),
        pytest.param("ff02::1", id="multicast, IPv6"),
        pytest.param("2001:db8::1", id="for documentation, IPv6"),
        pytest.param("fd00:ec2::254", id="metadata of a cloud, IPv6"),
        pytest.param("::ffff:127.0.0.1", id="loopback, IPv4 in IPv6"),
        pytest.param("::ffff:169.254.169.254", id="metadata, IPv4 in IPv6"),
        pytest.param("::127.0.0.1", id="loopback, the old form of IPv4 in IPv6"),
        pytest.param("64:ff9b::10.0.0.1", id="private by NAT64"),
        pytest.param("2002:7f00:1::", id="loopback by 6to4"),
        pytest.param("2001:0:5ef5:79fb:0:0:f5ff:fffe", id="private by Teredo"),
    ],
)
def test_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("93.184.216.34", id="IPv4"),
        pytest.param("2606:2800:220:1:248:1893:25c8:1946", id="IPv6"),
        pytest.param("::ffff:93.184.216.34", id="IPv4 in IPv6"),
        pytest.param("64:ff9b::93.184.216.34", id="IPv4 by NAT64"),
    ],
)
def test_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(["93.184.216.34", "10.0.0.1"], id="the second is private"),
        pytest.param(["::1", "93.184.216.34"], id="the first is loopback"),
    ],
)
def test_one_address_that_is_not_public_refuses_the_name(addresses: list[str]) -> None:
    with pytest.raises(AddressError, match=r"wire\.example is at .* not a public address"):
        check_addresses("wire.example", addresses)


def test_each_address_once_in_the_order_of_the_look_up() -> None:
    assert check_addresses("wire.example", ["93.184.216.34", "93.184.216.35", "93.184.216.34"]) == (
        "93.184.216.34",
        "93.184.216.35",
    )


def test_a_network_of_tests_lets_its_own_addresses_pass_and_no_others() -> None:
    assert check_addresses("localhost", ["127.0.0.1"], ("127.0.0.1/32",)) == ("127.0.0.1",)
    with pytest.raises(AddressError):
        check_addresses("localhost", ["127.0.0.2"], ("127.0.0.1/32",))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.0.0.1"])
def test_every_way_to_write_loopback_is_refused(host: str) -> None:
    with pytest.raises(AddressError, match=r"not a public address|there is no host"):
        find_addresses(host, 80)
