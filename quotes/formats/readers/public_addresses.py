"""Which addresses of the network a page may be fetched from: public ones, so that no link leads into a local network.

>>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
(True, False, False, False)
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_NAT64 = ip_network("64:ff9b::/96")  # how networks of IPv6 alone reach IPv4: the address is in the last 32 bits


class AddressError(ValueError):
    """A host that nothing may be fetched from, or that has no address; the message is the reason and the remedy."""


def is_public(address: str) -> bool:
    """True for an address of the public internet, also where it is an IPv4 address within one of IPv6."""
    number = _unwrap(ip_address(address.partition("%")[0]))
    return number.is_global and not (
        number.is_multicast
        or number.is_reserved
        or number.is_private
        or number.is_loopback
        or number.is_link_local
        or number.is_unspecified
        or (isinstance(number, IPv6Address) and number.is_site_local)
    )


def _unwrap(number: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address that an IPv6 address stands for: 10.0.0.1 for ::ffff:10.0.0.1 and for 2002:a00:1::."""
    if isinstance(number, IPv6Address):
        if number in _NAT64:
            return IPv4Address(int(number) & 0xFFFFFFFF)
        return number.ipv4_mapped or number.sixtofour or (number.teredo or [number])[-1]
    return number


def check_addresses(host: str, addresses: Iterable[str], networks: Sequence[str] = ()) -> tuple[str, ...]:
    """The addresses, each once. Raises AddressError if any of them is neither public nor in one of `networks`."""
    checked = tuple(dict.fromkeys(addresses))
    for address in checked:
        if is_public(address) or any(ip_address(address.partition("%")[0]) in ip_network(net) for net in networks):
            continue
        where = address if address == host else f"{host} is at {address}, which"
        raise AddressError(f"{where} is not a public address; save the page, and give the file")
    return checked


def find_addresses(host: str, port: int, networks: Sequence[str] = ()) -> tuple[str, ...]:
    """All addresses that a host name has now, checked. Raises AddressError for one that is not public, or for none."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"there is no host {host}; check the address and the connection") from error
    return check_addresses(host, (str(answer[4][0]) for answer in answers), networks)
